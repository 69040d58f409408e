package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.RetiredPackages;
import dev.upkeep.engine.facts.FileFacts.FunctionMeasure;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.Language;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files that are large and change all the time: where most of a team's effort meets most of its risk (Tornhill, "Your
 * Code as a Crime Scene"). Silent where the history is missing or too short to tell.
 */
final class Hotspot implements RepositoryDetector {

    private static final String RULE = "any/hotspot";
    private static final int WINDOW_DAYS = 180;
    private static final int FEWEST_CHANGES = 10;
    private static final int FEWEST_CODE_LINES = 300;
    private static final int FEWEST_FILES = 20;
    private static final int MOST_REPORTED = 5;
    private static final Set<Language> CODE = Language.OF_PROGRAMS;

    /** Other rules leave tests within a file out, so that their figures differ. */
    private static final String WITH_TESTS =
            "changed by {changes} commits in {days} days, {codeLines} lines of code, its own tests among them";

    /** With nothing more complex, it is a list: of exports, flags, routes or settings, which change as they are meant to. */
    private static final int SIMPLEST = 10;

    /**
     * A file and how often it changed within the window.
     *
     * @param ownLines at least so many of its lines of code are neither inline tests, of which the blank lines are counted
     *     too, nor functions that are tables
     * @param mostComplex the highest cognitive complexity of its functions, but for inline tests
     */
    private record Heat(AnalysedFile file, int changes, int ownLines, int mostComplex) {

        static Heat of(AnalysedFile file, int changes) {
            int mostComplex = file.facts().functions().stream()
                    .filter(function -> file.contextAt(function.startLine()) == file.context())
                    .mapToInt(FunctionMeasure::cognitive)
                    .max()
                    .orElse(0);
            int ownLines = file.facts().lines().code() - file.inlineTestLines() - tableLines(file);
            return new Heat(file, changes, ownLines, mostComplex);
        }

        /** How many lines of code are in functions that are tables or lists, inline tests aside; each once. */
        private static int tableLines(AnalysedFile file) {
            List<FunctionMeasure> tables = file.facts().functions().stream()
                    .filter(function -> function.isTable() && file.contextAt(function.startLine()) == file.context())
                    .toList();
            return tables.stream()
                    .filter(table -> tables.stream().noneMatch(table::isWithin))
                    .mapToInt(FunctionMeasure::codeLines)
                    .sum();
        }

        boolean isLarge() {
            return ownLines >= FEWEST_CODE_LINES && mostComplex >= SIMPLEST;
        }

        /** Whether a tenth and more of it are tests. */
        boolean holdsManyTests() {
            return file.inlineTestLines() * 10 >= file.facts().lines().code();
        }

        long weight() {
            return (long) changes * ownLines;
        }
    }

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        if (repository.history() instanceof History.Known history) {
            Map<String, Integer> changes = changes(history);
            List<AnalysedFile> candidates = repository.files().stream()
                    .filter(file -> file.context() == Context.PRODUCTION && CODE.contains(file.language()))
                    .toList();
            if (candidates.size() >= FEWEST_FILES) {
                candidates.stream()
                        .filter(file -> changes.getOrDefault(file.path(), 0) >= FEWEST_CHANGES)
                        .map(file -> Heat.of(file, changes.getOrDefault(file.path(), 0)))
                        .filter(Heat::isLarge)
                        .filter(heat -> !repository
                                .model(RetiredPackages.MODEL)
                                .include(heat.file().path()))
                        .sorted(Comparator.comparingLong(Heat::weight)
                                .reversed()
                                .thenComparing(heat -> heat.file().path()))
                        .limit(MOST_REPORTED)
                        .forEach(heat -> report(heat, candidates.size(), sink));
            }
        }
    }

    private static Map<String, Integer> changes(History.Known history) {
        Map<String, Integer> changes = new HashMap<>();
        history.touches().stream()
                .filter(touch ->
                        Duration.between(touch.at(), history.at()).compareTo(Duration.ofDays(WINDOW_DAYS)) <= 0)
                .forEach(touch -> changes.merge(touch.path(), 1, Integer::sum));
        return changes;
    }

    private static void report(Heat heat, int files, FindingSink sink) {
        Draft draft = Draft.of(RULE, Location.file(heat.file().path()))
                .with("changes", heat.changes())
                .with("days", WINDOW_DAYS)
                .with("codeLines", heat.file().facts().lines().code())
                .with("mostComplexFunction", heat.mostComplex())
                .with("comparedFiles", files);
        sink.report(heat.holdsManyTests() ? draft.message(WITH_TESTS) : draft);
    }
}
