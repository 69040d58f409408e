package dev.upkeep.engine;

import dev.upkeep.engine.AnalysisListener.Stage;
import dev.upkeep.engine.AnalysisResult.Coverage;
import dev.upkeep.engine.AnalysisResult.LanguageLines;
import dev.upkeep.engine.AnalysisResult.Skipped;
import dev.upkeep.engine.FileResult.Sighting;
import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.ContextModel;
import dev.upkeep.engine.detect.Detector;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.RuleGroup;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.Finding;
import dev.upkeep.engine.rule.Rule;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.Attributes;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceTree;
import dev.upkeep.engine.syntax.Parsers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The engine: a source tree and rules in, findings out. The same tree, history, settings and rules give the same result,
 * whatever the cache holds. May be used by several threads; analyses share its workers.
 */
public final class Analyzer implements AutoCloseable {

    private final Ruleset builtIn;
    private final List<RuleGroup> groups;
    private final Parsers parsers;
    private final FilePass filePass;
    private final ExecutorService workers;

    /**
     * @param workers threads that parse; one per core is right
     * @throws IllegalStateException where no native parser core loads on this platform
     */
    public Analyzer(RuleCatalog catalog, List<RuleGroup> groups, ResultCache cache, int workers) {
        this.groups = List.copyOf(groups);
        this.parsers = Parsers.load();
        this.builtIn = Ruleset.of(catalog, parsers);
        this.workers = Executors.newFixedThreadPool(
                workers, Thread.ofPlatform().daemon().name("upkeep-parse-", 0).factory());
        this.filePass = new FilePass(new FileInspector(groups), parsers, cache, this.workers, workers);
    }

    /** The version of everything that decides what is found in a repository without rules of its own. */
    public String rulesetVersion() {
        return builtIn.version();
    }

    /**
     * Analyses a tree. Blocks; interrupting the calling thread ends it.
     *
     * @param today decides which suppressions have run out
     * @throws AnalysisInterruptedException where the calling thread is interrupted
     */
    public AnalysisResult analyze(
            SourceTree tree, History history, Settings settings, LocalDate today, AnalysisListener listener) {
        Listing listing = listener.stage(
                Stage.LIST,
                () -> new Listing(Selection.of(tree.entries(), settings), CustomRules.of(tree, builtIn, parsers)));
        FilePass.Outcome outcome = listener.stage(
                Stage.PARSE, () -> filePass.run(tree, listing.selection().chosen(), listing.rules(), listener));
        return listener.stage(
                Stage.REPOSITORY_RULES,
                () -> new RepositoryPass(tree, history, settings, today, listing, outcome).result());
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    /** What is to be done: the files to look into, and the rules that look. */
    private record Listing(Selection selection, Ruleset rules) {}

    /** The second half of one analysis: from results of single files to findings of the repository. */
    private final class RepositoryPass {

        private final Selection selection;
        private final Ruleset rules;
        private final FilePass.Outcome outcome;
        private final History history;
        private final LocalDate today;
        private final List<String> problems = new ArrayList<>();
        private final Set<String> failed = new HashSet<>();
        private final List<String> ruleProblems = new ArrayList<>();
        private final RepositoryView byPath;
        private final ContextModel known;
        private final RepositoryView repository;

        RepositoryPass(
                SourceTree tree,
                History history,
                Settings settings,
                LocalDate today,
                Listing listing,
                FilePass.Outcome outcome) {
            this.selection = listing.selection();
            this.rules = listing.rules();
            this.outcome = outcome;
            this.history = history;
            this.today = today;
            List<AnalysedFile> files = analysedFiles();
            this.byPath = new RepositoryView(tree, files, history, settings);
            this.known = knowledge();
            this.repository = new RepositoryView(
                    tree,
                    files.stream()
                            .map(file -> FindingAssembler.merged(file, known.contexts()))
                            .toList(),
                    history,
                    settings);
        }

        AnalysisResult result() {
            FindingAssembler assembler = new FindingAssembler(
                    rules.catalog(),
                    repository,
                    new Suppressions(repository.settings().suppressions(), today, ignores()),
                    Hotspots.of(history, sourcePaths()),
                    known.dependents());
            rules.refused().forEach(file -> ruleProblems.add(file.path() + ": " + file.reason()));
            QueryBounds bounds = new QueryBounds(rules.own(), ruleProblems);
            List<Sighting> sightings = new ArrayList<>(bounds.within(FindingAssembler.ofFiles(
                    outcome.results(), outcome.results().keySet())));
            repositoryDrafts().stream().map(assembler::show).forEach(sightings::add);
            List<Finding> findings = assembler.assemble(sightings);
            return new AnalysisResult(
                    findings,
                    asked(repository.settings()),
                    coverage(),
                    languages(),
                    commits(),
                    Targets.measures(repository),
                    notes(),
                    rules.catalog(),
                    rules.version());
        }

        private List<String> asked(Settings settings) {
            return rules.catalog().all().stream()
                    .map(Rule::id)
                    .filter(rule -> !failed.contains(rule) && !Suppressions.switchedOff(settings, rule))
                    .sorted()
                    .toList();
        }

        private List<AnalysedFile> analysedFiles() {
            return selection.chosen().stream()
                    .filter(entry -> result(entry).skipped() == null)
                    .map(entry -> new AnalysedFile(
                            entry,
                            result(entry).language(),
                            result(entry).context(),
                            result(entry).facts()))
                    .toList();
        }

        private FileResult result(SourceEntry entry) {
            FileResult result = outcome.results().get(entry.path());
            if (result == null) {
                throw new IllegalStateException("no result for " + entry.path());
            }
            return result;
        }

        private ContextModel knowledge() {
            Map<String, Context> contexts = new HashMap<>(declared());
            Map<String, Integer> dependents = new HashMap<>();
            for (RuleGroup group : groups) {
                group.contexts()
                        .forEach(model -> FileInspector.attempt(model.name(), problems, () -> {
                            ContextModel view = byPath.model(model);
                            view.contexts().forEach((path, context) -> contexts.merge(path, context, Context::and));
                            view.dependents().forEach((path, count) -> dependents.merge(path, count, Integer::sum));
                        }));
            }
            return new ContextModel(contexts, dependents);
        }

        /** What the repository itself says of its files. */
        private Map<String, Context> declared() {
            Attributes attributes =
                    Attributes.read(byPath.text(".gitattributes").orElse(""));
            Map<String, Context> declared = new HashMap<>();
            byPath.files()
                    .forEach(file ->
                            attributes.of(file.path()).ifPresent(context -> declared.put(file.path(), context)));
            return declared;
        }

        private List<Draft> repositoryDrafts() {
            List<Draft> drafts = new ArrayList<>();
            for (RuleGroup group : groups) {
                for (Detector detector : group.detectors()) {
                    if (detector instanceof RepositoryDetector rule) {
                        detect(rule, drafts);
                    }
                }
            }
            return drafts;
        }

        private void detect(RepositoryDetector rule, List<Draft> drafts) {
            int before = problems.size();
            FileInspector.attempt(
                    rule.getClass().getSimpleName(), problems, () -> rule.detect(repository, drafts::add));
            if (problems.size() > before) {
                failed.addAll(rule.rules());
            }
        }

        private Map<String, List<FileResult.Ignore>> ignores() {
            return outcome.results().entrySet().stream()
                    .filter(result -> !result.getValue().ignores().isEmpty())
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, result -> result.getValue().ignores()));
        }

        private List<String> sourcePaths() {
            return repository.files().stream()
                    .filter(file -> file.context() != Context.GENERATED && file.context() != Context.VENDORED)
                    .map(AnalysedFile::path)
                    .toList();
        }

        private Coverage coverage() {
            List<Skipped> skipped = new ArrayList<>(selection.skipped());
            skipped.addAll(rules.refused());
            selection.chosen().forEach(entry -> {
                String reason = result(entry).skipped();
                if (reason != null) {
                    skipped.add(new Skipped(entry.path(), reason));
                }
            });
            skipped.sort(Comparator.comparing(Skipped::path));
            return new Coverage(
                    repository.entries().size(),
                    repository.files().size(),
                    repository.files().stream()
                            .mapToLong(file -> file.entry().size())
                            .sum(),
                    outcome.cacheHits(),
                    List.copyOf(skipped));
        }

        private List<LanguageLines> languages() {
            Map<Language, List<AnalysedFile>> byLanguage = repository.files().stream()
                    .filter(file -> file.context() != Context.GENERATED)
                    .collect(Collectors.groupingBy(AnalysedFile::language));
            return byLanguage.entrySet().stream()
                    .map(group -> lines(group.getKey(), group.getValue()))
                    .sorted(Comparator.comparingInt(LanguageLines::code)
                            .reversed()
                            .thenComparing(LanguageLines::name))
                    .toList();
        }

        private static LanguageLines lines(Language language, List<AnalysedFile> files) {
            return new LanguageLines(
                    language.displayName(),
                    files.size(),
                    files.stream()
                            .mapToInt(file -> file.facts().lines().total())
                            .sum(),
                    files.stream().mapToInt(file -> file.facts().lines().code()).sum());
        }

        private @Nullable Integer commits() {
            return switch (history) {
                case History.Known known -> known.commits();
                case History.Unknown unknown -> null;
            };
        }

        private Map<String, String> notes() {
            Map<String, String> notes = new TreeMap<>();
            notes.put("parser", parsers.core().description());
            if (!ruleProblems.isEmpty()) {
                notes.put("custom rules", String.join("\n", ruleProblems));
            }
            if (history instanceof History.Unknown(String reason)) {
                notes.put("history", reason);
            }
            List<String> all = new ArrayList<>(problems);
            outcome.results().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .flatMap(result -> result.getValue().problems().stream())
                    .forEach(all::add);
            if (!all.isEmpty()) {
                notes.put("problems", String.join("\n", all));
            }
            return notes;
        }
    }
}
