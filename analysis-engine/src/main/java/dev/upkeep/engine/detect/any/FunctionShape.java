package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.RetiredPackages;
import dev.upkeep.engine.detect.TestCases;
import dev.upkeep.engine.detect.cargo.ClippyLevels;
import dev.upkeep.engine.detect.rust.facts.RustFacts;
import dev.upkeep.engine.detect.script.facts.FunctionFacts;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.FunctionMeasure;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.settings.Settings.Thresholds;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Functions that are too long, too complex or too deep. One function gets one finding: the one that says most. */
final class FunctionShape implements RepositoryDetector {

    private static final String LONG = "any/long-function";
    private static final String COMPLEX = "any/complex-function";
    private static final String DEEP = "any/deep-nesting";

    /** Clippy's other lint, of complexity, counts something else. */
    private static final String LINES_OF_CLIPPY = "too_many_lines";

    /** Where functions within a function stand for themselves: they cannot use what is around them, or seldom do. */
    private static final Set<Language> NESTS_APART = Set.of(Language.RUST, Language.PYTHON);

    /** {@code upgradeV4ToV5}: what lifts one version of a format to the next is kept as long as there may be such data. */
    private static final Pattern CONVERTER = Pattern.compile("(?i).*v\\d+_?to_?v?\\d+.*");

    /** As cognitive complexity, below which a function goes straight on. */
    private static final int FEW_BRANCHES = 5;

    /** The same, below which length alone makes nothing hard to follow: more than half of what makes a function complex. */
    private static final int SOME_BRANCHES = 15;

    private static final String BESIDES_FUNCTIONS =
            "`{function}` has {value} lines of code besides {innerLines} of functions within it, the limit is {limit}";
    private static final String BESIDES_TEXT =
            "`{function}` has {value} lines of code besides {textLines} of text within quotes, the limit is {limit}";

    @Override
    public Set<String> rules() {
        return Set.of(LONG, COMPLEX, DEEP);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        Thresholds limits = repository.settings().thresholds();
        repository.files().stream()
                .filter(file -> file.facts().functions().stream().anyMatch(function -> exceeds(function, limits)))
                .filter(file -> file.context() != Context.GENERATED && file.context() != Context.VENDORED)
                .filter(file -> !Paths.isMigration(file.path())
                        && !repository.model(FrozenVersions.MODEL).include(file.path())
                        && !repository.model(RetiredPackages.MODEL).include(file.path())
                        && !repository.model(TestCases.MODEL).hold(file))
                .forEach(file -> check(file, limits, draft -> reportWanted(repository, draft, sink)));
    }

    /** Clippy asks the same of Rust, and a project may have said that it does not want to hear it. */
    private static void reportWanted(Repository repository, Draft draft, FindingSink sink) {
        String path = draft.location().path();
        boolean unwanted = draft.ruleId().equals(LONG)
                && path.endsWith(".rs")
                && ClippyLevels.allow(repository, path, LINES_OF_CLIPPY);
        if (!unwanted) {
            sink.report(draft);
        }
    }

    /** What most functions do not do, so that most files need no further look. */
    private static boolean exceeds(FunctionMeasure function, Thresholds limits) {
        return function.cognitive() > limits.cognitiveComplexity()
                || function.nesting() > limits.nesting()
                || function.codeLines() > limits.functionLines();
    }

    private static void check(AnalysedFile file, Thresholds limits, FindingSink sink) {
        List<FunctionMeasure> named = new ArrayList<>();
        // Those within come after those around them, and are asked first.
        for (FunctionMeasure function : file.facts().functions().reversed()) {
            if (exceeds(function, limits) && (isConverter(function) || BorrowedCode.covers(file, function))) {
                continue;
            }
            int nesting = limits.nesting(file.contextAt(function.startLine()));
            int lines = linesAllowed(file, function, limits);
            boolean complex = isHardToFollow(function, limits.cognitiveComplexity());
            if (complex && isMarked(FunctionFacts.COMPLEX_ON_PURPOSE, file, function)) {
                continue;
            }
            if (complex) {
                report(COMPLEX, file, function, function.cognitive(), limits.cognitiveComplexity(), sink);
            } else if (function.nesting() > nesting) {
                report(DEEP, file, function, function.nesting(), nesting, sink);
            } else if (isLong(file, function, named, lines)) {
                report(LONG, file, function, ownLines(file, function), lines, sink);
            } else {
                continue;
            }
            named.add(function);
        }
    }

    /** Above the limit, and not for many small things that are read one after the other. */
    private static boolean isHardToFollow(FunctionMeasure function, int limit) {
        return function.cognitive() > limit && function.connected() * 5 > limit * 3;
    }

    private static boolean isConverter(FunctionMeasure function) {
        return CONVERTER.matcher(function.name()).matches();
    }

    /** What hardly branches is read from top to bottom, and may be twice as long. */
    private static int linesAllowed(AnalysedFile file, FunctionMeasure function, Thresholds limits) {
        int lines = limits.functionLines(file.contextAt(function.startLine()));
        return function.codeLines() > lines && hardlyBranches(file, function) ? lines * 2 : lines;
    }

    private static boolean hardlyBranches(AnalysedFile file, FunctionMeasure function) {
        int inCallbacks = file.facts().functions().stream()
                .filter(each -> each.isWithin(function) && !each.callback().isEmpty())
                .mapToInt(FunctionMeasure::cognitive)
                .sum();
        return function.cognitive() + inCallbacks < SOME_BRANCHES;
    }

    private static boolean isLong(AnalysedFile file, FunctionMeasure function, List<FunctionMeasure> named, int limit) {
        return function.callback().isEmpty()
                && ownLines(file, function) > limit
                && function.codeLines() - linesOfOthers(function, named) > limit
                && !function.isTable()
                && !isStraightTest(file, function)
                && !isMarked(FunctionFacts.LONG_ON_PURPOSE, file, function)
                && !isMarked(RustFacts.LONG_ON_PURPOSE, file, function)
                && !isMarked(FunctionFacts.SUITES, file, function)
                && !isMarked(FunctionFacts.MIXINS, file, function)
                && !isMarked(FunctionFacts.COMPONENTS, file, function);
    }

    private static int ownLines(AnalysedFile file, FunctionMeasure function) {
        return NESTS_APART.contains(file.language())
                ? function.codeLines() - linesOfOthers(function, file.facts().functions())
                : function.codeLines();
    }

    /** Lines of those of these functions that are within this one. */
    private static int linesOfOthers(FunctionMeasure function, List<FunctionMeasure> named) {
        return named.stream()
                .filter(each -> each.isWithin(function))
                .filter(each -> named.stream().noneMatch(other -> each.isWithin(other) && other.isWithin(function)))
                .mapToInt(FunctionMeasure::codeLines)
                .sum();
    }

    /** A scenario or a list of assertions is read from top to bottom, however long it is. */
    private static boolean isStraightTest(AnalysedFile file, FunctionMeasure function) {
        Context context = file.contextAt(function.startLine());
        return (context == Context.TEST || context == Context.BENCHMARK) && function.cognitive() < FEW_BRANCHES;
    }

    /**
     * What registers tests is as long as they are many, and a class as its methods: each is a function by itself. Components
     * are judged by {@code react/large-component}.
     */
    private static boolean isMarked(String kind, AnalysedFile file, FunctionMeasure function) {
        return file.facts().words().getOrDefault(kind, Set.of()).contains(String.valueOf(function.startLine()));
    }

    private static void report(
            String rule, AnalysedFile file, FunctionMeasure function, int value, int limit, FindingSink sink) {
        Draft draft = Draft.of(rule, new Location(file.path(), function.startLine(), function.endLine()))
                .scope(function.name())
                .with("function", function.title())
                .with("value", value)
                .with("limit", limit)
                .with("codeLines", function.codeLines())
                .with("textLines", function.textLines());
        boolean besidesFunctions = rule.equals(LONG) && value < function.codeLines();
        if (besidesFunctions) {
            draft = draft.with("innerLines", function.codeLines() - value).message(BESIDES_FUNCTIONS);
        }
        boolean besidesText = rule.equals(LONG) && !besidesFunctions && function.textLines() > 0;
        sink.report(besidesText ? draft.message(BESIDES_TEXT) : draft);
    }
}
