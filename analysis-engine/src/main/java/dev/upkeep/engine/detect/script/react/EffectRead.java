package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How an effect makes use of a value that its dependency list does not name. */
enum EffectRead {
    /** In a function that is called long after: it goes on with the value of the render that the effect ran in. */
    LATER,
    /** To load something: what is shown then belongs to an older value. */
    LOADING,
    /** For something that runs until the effect's clean-up: set up with an older value. */
    SET_UP,
    /** At once, as a handler of one event would: often meant so. */
    AT_ONCE;

    private static final Pattern LASTING = Pattern.compile(
            "addEventListener|setInterval|on|addListener|subscribe|listen|watch|observe|on[A-Z]\\w*|\\w+Observer");

    static EffectRead of(Node use, Effect effect) {
        if (isLater(use, effect.callback())) {
            return LATER;
        }
        if (loads(use, effect.callback())) {
            return LOADING;
        }
        boolean ends = Scripts.ownNodes(effect.callback())
                .filter(node -> node.is("return_statement"))
                .flatMap(node -> node.namedChildren().stream())
                .anyMatch(Scripts::isFunction);
        boolean again = effect.dependencies().filter(list -> !list.isEmpty()).isPresent();
        return ends && again ? SET_UP : AT_ONCE;
    }

    private static boolean isLater(Node use, Node callback) {
        for (Optional<Node> at = Scripts.enclosingFunction(use);
                at.isPresent() && !at.get().equals(callback);
                at = Scripts.enclosingFunction(at.get())) {
            if (isKept(at.get(), callback)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the function, or its name, is given to a call that keeps it. */
    private static boolean isKept(Node function, Node callback) {
        String name = Scripts.nameOf(function);
        return callback.descendants().stream()
                .filter(node -> LASTING.matcher(called(node)).matches())
                .flatMap(call -> Scripts.arguments(call).stream())
                .anyMatch(argument -> argument.equals(function)
                        || (!name.isEmpty() && argument.is("identifier") && argument.hasText(name)));
    }

    private static String called(Node node) {
        return switch (node.kind()) {
            case "call_expression" -> Scripts.lastName(node);
            case "new_expression" -> node.child("constructor").map(Node::text).orElse("");
            default -> "";
        };
    }

    /** Whether it stands in the arguments of a call that is waited for. */
    private static boolean loads(Node use, Node callback) {
        for (Optional<Node> at = use.parent();
                at.isPresent() && at.get().index() > callback.index();
                at = at.get().parent()) {
            boolean waited = at.get().is("call_expression")
                    && at.get().parent().filter(EffectRead::waits).isPresent()
                    && at.get()
                            .child("arguments")
                            .filter(each -> holds(each, use))
                            .isPresent();
            if (waited) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(Node outer, Node inner) {
        return inner.index() > outer.index() && inner.index() < outer.tree().subtreeEnd(outer.index());
    }

    private static boolean waits(Node user) {
        return user.is("await_expression")
                || (user.is("member_expression")
                        && user.child("property")
                                .filter(name -> Set.of("then", "finally").contains(name.text()))
                                .isPresent());
    }
}
