package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Listeners that cannot be removed: what is to be removed is a function that the call itself makes, and that was never
 * added. Evidence: the second argument is a function expression, a {@code .bind(…)}, or what a delaying wrapper gives.
 */
public final class ListenerNotRemoved implements SyntaxDetector {

    private static final String RULE = "javascript/listener-not-removed";
    private static final Set<String> REMOVING = Set.of("removeEventListener", "removeListener");
    private static final Set<String> FUNCTIONS = Set.of("arrow_function", "function_expression");
    private static final Set<String> WRAPPERS = Set.of("debounce", "throttle", "bind");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("call_expression");
    }

    @Override
    public void visit(Node call, SourceFile file, FindingSink sink) {
        if (!REMOVING.contains(Scripts.lastName(call))) {
            return;
        }
        List<Node> arguments = Scripts.arguments(call);
        // Other first arguments than a name are of functions that are called alike, and may take a callback.
        if (arguments.size() >= 2 && arguments.getFirst().is("string")) {
            made(Scripts.bare(arguments.get(1)))
                    .ifPresent(how -> sink.report(Draft.of(RULE, Location.line(file.path(), call.startLine()))
                            .scope(Scripts.scope(call))
                            .with("removing", Scripts.lastName(call))
                            .with("event", arguments.getFirst().text())
                            .with("made", how)));
        }
    }

    /** How the call makes the function; empty where it names one. */
    private static Optional<String> made(Node function) {
        if (FUNCTIONS.contains(function.kind())) {
            return Optional.of("a function written there");
        }
        boolean wrapped = function.is("call_expression") && WRAPPERS.contains(Scripts.lastName(function));
        return wrapped ? Optional.of("the result of `" + Scripts.lastName(function) + "`") : Optional.empty();
    }
}
