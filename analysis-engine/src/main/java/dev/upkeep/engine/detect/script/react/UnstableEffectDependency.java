package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.TestCases;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.List;
import java.util.Set;

/**
 * A hook whose dependency is made anew at every render, so that it runs at every render. Evidence: the dependency is an
 * object, array or function, written in the list, or declared in the component by such a literal, or, for an effect,
 * given as the default of a prop (where a value is computed from an empty default, nothing is lost); or the effect sets,
 * without a condition, the state that it depends on to a new object. A hook is told once. The React Compiler keeps what
 * is made anew otherwise.
 */
public final class UnstableEffectDependency implements RepositoryDetector {

    private static final String RULE = "react/unstable-effect-dependency";
    private static final int TOLD = 4;

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        ReactCompiler compiler = repository.model(ReactCompiler.MODEL);
        TestCases cases = repository.model(TestCases.MODEL);
        for (AnalysedFile file :
                repository.files().stream().filter(each -> !cases.hold(each)).toList()) {
            for (String word : file.facts().words().getOrDefault(UnstableEffectFacts.KIND, Set.of())) {
                List<String> parts = List.of(word.split("\n", -1));
                Why why = Why.valueOf(parts.get(TOLD - 1));
                if ((why == Why.SET_BY_ITSELF || !compiler.compiles(file.path()))
                        && !(why == Why.DEFAULT
                                && Renderings.alwaysGive(repository, file, parts.get(1), dependencies(parts)))) {
                    sink.report(draft(file, parts, why));
                }
            }
        }
    }

    /** Why dependencies are new, how sure that is, and how it is said; what explains most comes first. */
    enum Why {
        SET_BY_ITSELF(0.75, "{hook} runs without end: it sets {dependencies}, which it depends on, to a new value"),
        WRITTEN(0.9, "{hook} runs at every render: {dependencies} is written in its list"),
        DECLARED(0.85, "{hook} runs at every render: each one makes {dependencies} anew"),
        DEFAULT(
                0.75,
                "{hook} runs at every render that is not given {dependencies}: its default is made anew each time");

        private final double confidence;
        private final String message;

        Why(double confidence, String message) {
            this.confidence = confidence;
            this.message = message;
        }
    }

    private static List<String> dependencies(List<String> parts) {
        return List.copyOf(parts.subList(TOLD, parts.size()));
    }

    private static Draft draft(AnalysedFile file, List<String> parts, Why why) {
        String hook = parts.get(2);
        Draft draft = Draft.of(RULE, Location.line(file.path(), Integer.parseInt(parts.getFirst())))
                .scope(parts.get(1))
                .with("hook", hook)
                .with("dependencies", dependencies(parts))
                .message(why.message)
                .confidence(why.confidence);
        return hook.equals("useCallback") ? draft.severity(Severity.LOW) : draft;
    }
}
