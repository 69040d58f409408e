package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A function of the file's own that happens to be called {@code require}: it asks for something, but for no module. What
 * comes from {@code createRequire}, and the parameter that a module loader fills, load modules all the same.
 */
final class OwnRequire {

    private static final String NAME = "require";
    private static final Set<String> LOADERS_GIVE = Set.of("exports", "module");
    private static final Set<String> LOADERS = Set.of("define", NAME, "requirejs");

    private OwnRequire() {}

    static boolean isCalled(Node call, String callee) {
        return callee.equals(NAME) && (isGiven(call) || isDeclaredAround(call));
    }

    private static boolean isGiven(Node call) {
        for (Optional<Node> at = Scripts.enclosingFunction(call);
                at.isPresent();
                at = Scripts.enclosingFunction(at.get())) {
            List<String> names =
                    at.get().child("parameters").map(Scripts::boundNames).orElse(List.of());
            if (names.contains(NAME)) {
                return names.stream().noneMatch(LOADERS_GIVE::contains) && !isForLoader(at.get());
            }
        }
        return false;
    }

    /** {@code define(function (require) { … })} */
    private static boolean isForLoader(Node function) {
        return function.parent()
                .filter(up -> up.is("arguments"))
                .flatMap(Node::parent)
                .filter(call -> LOADERS.contains(Scripts.callee(call)))
                .isPresent();
    }

    private static boolean isDeclaredAround(Node call) {
        return call.tree().root().descendants(List.of("variable_declarator", "function_declaration")).stream()
                .filter(place ->
                        place.child("name").filter(name -> name.hasText(NAME)).isPresent())
                .filter(place -> isInScope(place, call))
                .map(place -> place.child("value").map(Scripts::bare).orElse(place))
                .anyMatch(value -> Scripts.isFunction(value) && !loads(value));
    }

    private static boolean isInScope(Node place, Node call) {
        return Scripts.enclosingFunction(place)
                .map(scope -> scope.index() < call.index()
                        && call.index() < call.tree().subtreeEnd(scope.index()))
                .orElse(true);
    }

    /** One that hands on to another loader: {@code const require = (id) => window.require(id)}. */
    private static boolean loads(Node function) {
        return function.child("body")
                .filter(body -> body.text().contains(NAME) || body.text().contains("import("))
                .isPresent();
    }
}
