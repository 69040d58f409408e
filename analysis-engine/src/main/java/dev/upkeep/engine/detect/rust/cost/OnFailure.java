package dev.upkeep.engine.detect.rust.cost;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a place is run only when something went wrong before: what it costs is paid then alone. */
final class OnFailure {

    private static final Set<String> HANDLERS =
            Set.of("or_else", "map_err", "unwrap_or_else", "ok_or_else", "inspect_err", "with_context");

    private static final Pattern FAILED = Pattern.compile("(\\w+::)*Err\\s*\\((?s:.*)");
    private static final Pattern LET_FAILED = Pattern.compile("let\\s+(\\w+::)*Err\\s*\\((?s:.*)");

    private OnFailure() {}

    static boolean is(Node place) {
        Node here = place;
        for (Optional<Node> at = place.parent(); at.isPresent() && !at.get().is("function_item"); ) {
            if (isArm(at.get(), here) || isBranch(at.get(), here) || isHandler(at.get())) {
                return true;
            }
            here = at.get();
            at = here.parent();
        }
        return false;
    }

    private static boolean isArm(Node around, Node here) {
        return around.is("match_arm")
                && around.child("value").filter(here::equals).isPresent()
                && around.child("pattern")
                        .filter(pattern -> FAILED.matcher(pattern.text()).matches())
                        .isPresent();
    }

    private static boolean isBranch(Node around, Node here) {
        return around.is("if_expression")
                && around.child("consequence").filter(here::equals).isPresent()
                && around.child("condition")
                        .filter(condition ->
                                LET_FAILED.matcher(condition.text()).matches())
                        .isPresent();
    }

    /** A closure that is given to one of those, itself or by the name that it is bound to. */
    private static boolean isHandler(Node closure) {
        if (!closure.is("closure_expression")) {
            return false;
        }
        Optional<Node> given = closure.parent().filter(up -> up.is("arguments")).flatMap(Node::parent);
        Optional<String> name = closure.parent()
                .filter(up -> up.is("let_declaration"))
                .flatMap(let -> let.child("pattern"))
                .map(Node::text);
        return given.filter(OnFailure::handles).isPresent()
                || name.filter(bound -> isGiven(bound, closure)).isPresent();
    }

    private static boolean isGiven(String name, Node closure) {
        List<Node> uses = closure.ancestor("function_item").stream()
                .flatMap(function -> function.descendants("identifier").stream())
                .filter(use -> use.hasText(name) && use.index() > closure.index())
                .toList();
        return !uses.isEmpty()
                && uses.stream()
                        .allMatch(use -> use.parent()
                                .filter(up -> up.is("arguments"))
                                .flatMap(Node::parent)
                                .filter(OnFailure::handles)
                                .isPresent());
    }

    private static boolean handles(Node call) {
        return MethodCall.of(call)
                .filter(method -> HANDLERS.contains(method.name()))
                .isPresent();
    }
}
