package dev.upkeep.engine;

import dev.upkeep.engine.FileResult.Sighting;
import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.ContextModel;
import dev.upkeep.engine.detect.CopiedFiles;
import dev.upkeep.engine.detect.CopiedLibraries;
import dev.upkeep.engine.detect.ExampleFolders;
import dev.upkeep.engine.detect.FindingReview;
import dev.upkeep.engine.detect.ForeignPackages;
import dev.upkeep.engine.detect.InstalledSkills;
import dev.upkeep.engine.detect.JoinedSources;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.RewrittenFiles;
import dev.upkeep.engine.detect.RuleGroup;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.Finding;
import dev.upkeep.engine.rule.Rule;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.Attributes;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.SourceTree;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The second half of one analysis: from results of single files to findings of the repository. */
final class RepositoryPass {

    private final List<RuleGroup> groups;
    private final SharedWork sharedWork;
    private final Listing listing;
    private final FilePass.Outcome outcome;
    private final History history;
    private final LocalDate today;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> failed = new HashSet<>();
    private final List<String> ruleProblems = new ArrayList<>();
    /** As paths, contents and the repository itself say. */
    private final RepositoryView declared;

    private final ContextModel known;
    private final RepositoryView repository;

    RepositoryPass(
            List<RuleGroup> groups,
            SourceTree tree,
            History history,
            Settings settings,
            LocalDate today,
            Listing listing,
            FilePass.Outcome outcome,
            Kept kept,
            SharedWork sharedWork) {
        this.groups = groups;
        this.sharedWork = sharedWork;
        this.listing = listing;
        this.outcome = outcome;
        this.history = history;
        this.today = today;
        RepositoryView raw = new RepositoryView(tree, analysedFiles(), history, settings, kept);
        Map<String, Context> said = declared(raw);
        this.declared = raw.with(said);
        this.known = knowledge(said);
        this.repository = declared.with(known.contexts());
    }

    /** @param parser that read the files, in words */
    AnalysisResult result(String parser) {
        FindingAssembler assembler = new FindingAssembler(
                listing.rules().catalog(),
                repository,
                new Suppressions(repository.settings().suppressions(), today, ignores()),
                Hotspots.of(history, sourcePaths()),
                known.dependents());
        listing.rules().refused().forEach(file -> ruleProblems.add(file.path() + ": " + file.reason()));
        QueryBounds bounds = new QueryBounds(listing.rules().own(), ruleProblems);
        List<Sighting> sightings =
                new ArrayList<>(bounds.within(FindingAssembler.ofFiles(outcome.results(), ownPaths())));
        review(sightings);
        repositoryDrafts().stream().map(assembler::show).forEach(sightings::add);
        List<Finding> findings = assembler.assemble(sightings);
        ReadingSummary reading = new ReadingSummary(repository, listing, outcome);
        return new AnalysisResult(
                findings,
                asked(repository.settings()),
                reading.coverage(),
                reading.languages(),
                commits(),
                Targets.measures(repository),
                notes(parser),
                listing.rules().catalog(),
                listing.rules().version());
    }

    private List<String> asked(Settings settings) {
        return listing.rules().catalog().all().stream()
                .map(Rule::id)
                .filter(rule -> !failed.contains(rule) && !Suppressions.switchedOff(settings, rule))
                .sorted()
                .toList();
    }

    private List<AnalysedFile> analysedFiles() {
        return listing.selection().chosen().stream()
                .filter(entry -> outcome.of(entry).skipped() == null)
                .map(entry -> new AnalysedFile(
                        entry,
                        outcome.of(entry).language(),
                        outcome.of(entry).context(),
                        outcome.of(entry).facts()))
                .toList();
    }

    private ContextModel knowledge(Map<String, Context> said) {
        Map<String, Context> contexts = new HashMap<>(said);
        Map<String, Integer> dependents = new HashMap<>();
        for (Viewed viewed : sharedWork.all(views())) {
            problems.addAll(viewed.problems());
            viewed.model().contexts().forEach((path, context) -> contexts.merge(path, context, Context::and));
            viewed.model().dependents().forEach((path, count) -> dependents.merge(path, count, Integer::sum));
        }
        return new ContextModel(contexts, dependents);
    }

    /** What one area knows of the files, and why it knows nothing. */
    private record Viewed(ContextModel model, List<String> problems) {}

    private List<Supplier<Viewed>> views() {
        return groups.stream()
                .flatMap(group -> group.contexts().stream())
                .<Supplier<Viewed>>map(model -> () -> view(model))
                .toList();
    }

    private Viewed view(Repository.Model<ContextModel> model) {
        List<ContextModel> made = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        FileInspector.attempt(model.name(), failures, () -> made.add(declared.model(model)));
        return new Viewed(made.isEmpty() ? new ContextModel(Map.of(), Map.of()) : made.getFirst(), failures);
    }

    /** What the repository itself says of its files. */
    private static Map<String, Context> declared(RepositoryView repository) {
        Map<String, String> texts = new HashMap<>();
        repository.entries().stream()
                .filter(entry -> entry.isNamed(".gitattributes"))
                .forEach(entry -> repository.text(entry.path()).ifPresent(text -> texts.put(entry.path(), text)));
        Attributes attributes = Attributes.read(texts);
        Map<String, Context> declared = new HashMap<>(ExampleFolders.in(repository));
        declared.putAll(JoinedSources.in(repository));
        declared.putAll(RewrittenFiles.in(repository));
        declared.putAll(CopiedFiles.in(repository));
        declared.putAll(CopiedLibraries.in(repository));
        declared.putAll(ForeignPackages.in(repository));
        declared.putAll(InstalledSkills.in(repository));
        repository
                .files()
                .forEach(file -> attributes.of(file.path()).ifPresent(context -> declared.put(file.path(), context)));
        return declared;
    }

    /** Drops what single files could not know to be none. */
    private void review(List<Sighting> ofFiles) {
        groups.stream()
                .flatMap(group -> group.detectors().stream())
                .filter(FindingReview.class::isInstance)
                .map(FindingReview.class::cast)
                .forEach(review -> FileInspector.attempt(
                        review.getClass().getSimpleName(),
                        problems,
                        () -> ofFiles.removeIf(sighting ->
                                review.rules().contains(sighting.draft().ruleId())
                                        && !review.stands(sighting.draft(), repository))));
    }

    private List<Draft> repositoryDrafts() {
        List<Supplier<Detected>> rules = groups.stream()
                .flatMap(group -> group.detectors().stream())
                .filter(RepositoryDetector.class::isInstance)
                .map(RepositoryDetector.class::cast)
                .<Supplier<Detected>>map(rule -> () -> detect(rule))
                .toList();
        List<Draft> drafts = new ArrayList<>();
        for (Detected detected : sharedWork.all(rules)) {
            drafts.addAll(detected.drafts());
            problems.addAll(detected.problems());
            if (!detected.problems().isEmpty()) {
                failed.addAll(detected.rule().rules());
            }
        }
        return drafts;
    }

    /** What one rule said, and why it said no more. */
    private record Detected(RepositoryDetector rule, List<Draft> drafts, List<String> problems) {}

    private Detected detect(RepositoryDetector rule) {
        Detected detected = new Detected(rule, new ArrayList<>(), new ArrayList<>());
        FileInspector.attempt(
                rule.getClass().getSimpleName(),
                detected.problems(),
                () -> rule.detect(repository, detected.drafts()::add));
        return detected;
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

    /** Without files that the repository itself calls generated or vendored: rules of single files cannot know that. */
    private Set<String> ownPaths() {
        Set<String> own = new HashSet<>(outcome.results().keySet());
        declared.files().stream()
                .filter(file -> file.context() == Context.GENERATED || file.context() == Context.VENDORED)
                .filter(file -> outcome.of(file.entry()).context() != file.context())
                .forEach(file -> own.remove(file.path()));
        return own;
    }

    private @Nullable Integer commits() {
        return switch (history) {
            case History.Known known -> known.commits();
            case History.Unknown unknown -> null;
        };
    }

    private Map<String, String> notes(String parser) {
        Map<String, String> notes = new TreeMap<>();
        notes.put("parser", parser);
        if (!ruleProblems.isEmpty()) {
            notes.put("custom rules", String.join("\n", ruleProblems));
        }
        if (history instanceof History.Unknown(String reason)) {
            notes.put("history", reason);
        }
        List<String> all = new ArrayList<>(problems);
        outcome.results().entrySet().stream()
                .filter(result -> !result.getValue().problems().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .flatMap(result -> result.getValue().problems().stream())
                .forEach(all::add);
        if (!all.isEmpty()) {
            notes.put("problems", String.join("\n", all));
        }
        return notes;
    }
}
