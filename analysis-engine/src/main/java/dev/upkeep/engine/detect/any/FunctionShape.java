package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.script.facts.FunctionFacts;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.FunctionMeasure;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.settings.Settings.Thresholds;
import dev.upkeep.engine.source.Context;
import java.util.Set;

/** Functions that are too long, too complex or too deep. One function gets one finding: the one that says most. */
final class FunctionShape implements RepositoryDetector {

    private static final String LONG = "any/long-function";
    private static final String COMPLEX = "any/complex-function";
    private static final String DEEP = "any/deep-nesting";

    @Override
    public Set<String> rules() {
        return Set.of(LONG, COMPLEX, DEEP);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        Thresholds limits = repository.settings().thresholds();
        repository.files().stream()
                .filter(file -> file.context() != Context.GENERATED && file.context() != Context.VENDORED)
                .filter(file -> !Paths.isMigration(file.path()))
                .forEach(file -> file.facts().functions().forEach(function -> check(file, function, limits, sink)));
    }

    private static void check(AnalysedFile file, FunctionMeasure function, Thresholds limits, FindingSink sink) {
        if (function.cognitive() > limits.cognitiveComplexity()) {
            report(COMPLEX, file, function, function.cognitive(), limits.cognitiveComplexity(), sink);
        } else if (function.nesting() > limits.nesting()) {
            report(DEEP, file, function, function.nesting(), limits.nesting(), sink);
        } else if (function.codeLines() > limits.functionLines() && !isComponent(file, function)) {
            report(LONG, file, function, function.codeLines(), limits.functionLines(), sink);
        }
    }

    /** {@code react/large-component} judges these. */
    private static boolean isComponent(AnalysedFile file, FunctionMeasure function) {
        return file.facts()
                .words()
                .getOrDefault(FunctionFacts.COMPONENTS, Set.of())
                .contains(String.valueOf(function.startLine()));
    }

    private static void report(
            String rule, AnalysedFile file, FunctionMeasure function, int value, int limit, FindingSink sink) {
        sink.report(Draft.of(rule, new Location(file.path(), function.startLine(), function.endLine()))
                .scope(function.name())
                .with("function", function.name())
                .with("value", value)
                .with("limit", limit)
                .with("codeLines", function.codeLines())
                .in(function.context()));
    }
}
