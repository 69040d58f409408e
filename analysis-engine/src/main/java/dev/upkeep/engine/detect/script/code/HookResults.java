package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Functions that a hook gives as its whole result, as in {@code const call = useApi(load)}; they go by {@code useApi()}. */
final class HookResults {

    private static final Pattern HOOK = Pattern.compile("use[A-Z]\\w*");

    private static final String REMEMBERING = "useCallback";

    private HookResults() {}

    /** What the result of a function goes by. */
    static String named(String function) {
        return function + "()";
    }

    /** Whether this is a hook that gives one function, and that one catches all of its own errors. */
    static boolean catchAll(Node function) {
        if (!HOOK.matcher(Scripts.nameOf(function)).matches()) {
            return false;
        }
        List<Node> given = Scripts.ownNodes(function)
                .filter(node -> node.is("return_statement"))
                .flatMap(end -> end.namedChildren().stream())
                .map(Scripts::bare)
                .toList();
        return given.size() == 1
                && Optional.of(given.getFirst())
                        .flatMap(value -> value.is("identifier") ? valueOf(function, value.text()) : Optional.of(value))
                        .map(HookResults::remembered)
                        .filter(Scripts::isFunction)
                        .filter(AsyncFunctions::catchesAll)
                        .isPresent();
    }

    /**
     * The hook that the called function comes from, where the file gives its name to nothing else. What {@code useCallback}
     * remembers is a function of the file itself.
     */
    static Optional<String> hookOf(Node call) {
        return valueOf(call.tree().root(), Scripts.callee(call))
                .map(Scripts::callee)
                .filter(hook -> HOOK.matcher(hook).matches() && !hook.equals(REMEMBERING))
                .map(HookResults::named);
    }

    private static Optional<Node> valueOf(Node within, String name) {
        List<Node> places = within.descendants("variable_declarator").stream()
                .filter(place ->
                        place.child("name").filter(each -> each.hasText(name)).isPresent())
                .toList();
        return Optional.of(places)
                .filter(found -> found.size() == 1)
                .flatMap(found -> found.getFirst().child("value"))
                .map(Scripts::bare);
    }

    private static Node remembered(Node value) {
        return Scripts.lastName(value).equals(REMEMBERING)
                        && !Scripts.arguments(value).isEmpty()
                ? Scripts.arguments(value).getFirst()
                : value;
    }
}
