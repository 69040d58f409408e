package dev.upkeep.engine;

import dev.upkeep.engine.FileResult.Sighting;
import dev.upkeep.engine.Ruleset.RuleQuery;
import dev.upkeep.engine.detect.Detector;
import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.FileDetector;
import dev.upkeep.engine.detect.RuleGroup;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.secrets.Masking;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.Surroundings;
import dev.upkeep.engine.source.LineCounts;
import dev.upkeep.engine.syntax.ErrorPlace;
import dev.upkeep.engine.syntax.SyntaxTree;
import dev.upkeep.engine.syntax.TreeQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs every per-file rule and extractor over one file. Stateless and shared by the workers. */
final class FileInspector {

    private static final int SNIPPET_CHARACTERS = 400;
    private static final int SNIPPET_LINES = 6;
    private static final int MOST_ERRORS_COUNTED = 50;

    private final List<FileDetector> fileDetectors;
    private final SyntaxPass syntaxPass;
    private final List<FactsExtractor> extractors;

    FileInspector(List<RuleGroup> groups) {
        List<Detector> detectors =
                groups.stream().flatMap(group -> group.detectors().stream()).toList();
        this.fileDetectors = only(detectors, FileDetector.class);
        this.syntaxPass = new SyntaxPass(only(detectors, SyntaxDetector.class));
        this.extractors =
                groups.stream().flatMap(group -> group.extractors().stream()).toList();
    }

    /**
     * All that can be said of this file; a rule that fails on it costs that rule, not the file.
     *
     * @param queries of rules that are written as one
     */
    FileResult inspect(SourceFile file, List<RuleQuery> queries) {
        List<Draft> drafts = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (FileDetector detector : fileDetectors) {
            attempt(detector, file, problems, () -> {
                if (detector.accepts(file)) {
                    detector.detect(file, drafts::add);
                }
            });
        }
        file.tree().ifPresent(tree -> syntaxPass.run(tree, file, drafts::add, problems));
        FileFacts facts = facts(file, problems);
        file.tree().ifPresent(tree -> search(tree, file, queries, new QuerySightings(file, facts), drafts, problems));
        return new FileResult(
                file.language(),
                file.context(),
                drafts.stream().map(draft -> sighting(draft, file)).toList(),
                facts,
                IgnoreComments.in(file.text()),
                null,
                List.copyOf(problems));
    }

    private static void search(
            SyntaxTree tree,
            SourceFile file,
            List<RuleQuery> queries,
            QuerySightings sightings,
            List<Draft> drafts,
            List<String> problems) {
        for (RuleQuery query : queries) {
            TreeQuery search = query.byLanguage().get(file.language());
            if (search != null) {
                attempt(
                        query.rule() + " on " + file.path(),
                        problems,
                        () -> sightings.report(query.rule(), search.search(tree), drafts::add, problems));
            }
        }
    }

    private FileFacts facts(SourceFile file, List<String> problems) {
        List<ErrorPlace> errors =
                file.tree().map(tree -> tree.errors(MOST_ERRORS_COUNTED)).orElse(List.of());
        LineCounts lines = LineCounts.of(file.content(), file.language());
        FactsBuilder builder = new FactsBuilder(
                new FileFacts.LineCount(lines.lines(), lines.code(), lines.comment(), lines.blank()), errors.size());
        for (FactsExtractor extractor : extractors) {
            if (extractor.languages().contains(file.language())) {
                attempt(extractor, file, problems, () -> extractor.extract(file, builder));
            }
        }
        return builder.build();
    }

    private static Sighting sighting(Draft draft, SourceFile file) {
        return sighting(draft, file.lines());
    }

    /** A finding with what these lines of its file show of it. */
    static Sighting sighting(Draft draft, List<String> lines) {
        return new Sighting(draft, snippet(lines, draft), Surroundings.of(lines, draft.location()));
    }

    /** The lines that show a finding, cut to what a reader takes in at a glance. */
    private static String snippet(List<String> lines, Draft draft) {
        int from = Math.min(draft.location().startLine() - 1, lines.size());
        int to = Math.min(Math.min(draft.location().endLine(), from + SNIPPET_LINES), lines.size());
        if (from < 0 || from >= to) {
            return "";
        }
        String shown = Masking.snippet(draft.ruleId(), String.join("\n", lines.subList(from, to)));
        String text = shown.stripIndent().strip();
        return text.length() <= SNIPPET_CHARACTERS ? text : text.substring(0, SNIPPET_CHARACTERS);
    }

    /** Runs a rule's code; what it throws is told to the reader instead of costing the whole analysis. */
    static void attempt(Object rule, SourceFile file, List<String> problems, Runnable work) {
        attempt(() -> rule.getClass().getSimpleName() + " on " + file.path(), problems, work);
    }

    static void attempt(String what, List<String> problems, Runnable work) {
        attempt(() -> what, problems, work);
    }

    private static void attempt(Supplier<String> what, List<String> problems, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError e) {
            problems.add(what.get() + ": " + e);
        }
    }

    private static <D extends Detector> List<D> only(List<Detector> detectors, Class<D> type) {
        return detectors.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
