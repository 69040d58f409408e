package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Places that wait for something of which nothing in their file says that it can fail: for a function that somebody else
 * gives, as {@code await onSave(order)} does where {@code onSave} is a property or a parameter, or for an animation.
 */
final class UntoldWaits {

    private static final Pattern OF_PROPERTIES = Pattern.compile("(this\\.)?props");
    private static final Pattern ANIMATION = Pattern.compile("useAnimate|useAnimation|useAnimationControls");
    private static final Pattern ANIMATIONS = Pattern.compile("['\"](framer-motion|motion)(/[\\w-]+)?['\"]");

    private UntoldWaits() {}

    /** Whether this {@code await} is such a place. */
    static boolean isOne(Node place) {
        return place.is("await_expression")
                && place.namedChildren().stream()
                        .limit(1)
                        .filter(value -> value.is("call_expression"))
                        .flatMap(call -> call.child("function").stream())
                        .anyMatch(function -> isGiven(function) || isAnimation(function));
    }

    private static boolean isGiven(Node function) {
        if (function.is("member_expression")) {
            return function.child("object")
                    .filter(object -> OF_PROPERTIES.matcher(object.text()).matches())
                    .isPresent();
        }
        return function.is("identifier")
                && (isParameter(function)
                        || bindings(function)
                                .anyMatch(declarator -> declarator
                                        .child("value")
                                        .filter(value -> OF_PROPERTIES
                                                .matcher(value.text())
                                                .matches())
                                        .isPresent()));
    }

    private static boolean isParameter(Node name) {
        for (Optional<Node> at = Scripts.enclosingFunction(name);
                at.isPresent();
                at = Scripts.enclosingFunction(at.get())) {
            if (parameters(at.get()).anyMatch(each -> Scripts.boundNames(each).contains(name.text()))) {
                return true;
            }
        }
        return false;
    }

    private static Stream<Node> parameters(Node function) {
        return Stream.concat(
                function.child("parameter").stream(),
                function.child("parameters").map(Node::namedChildren).orElse(List.of()).stream()
                        .map(parameter -> parameter.child("pattern").orElse(parameter)));
    }

    private static boolean isAnimation(Node function) {
        Node name = function.child("object").orElse(function);
        return bindings(name)
                        .flatMap(declarator -> declarator.child("value").stream())
                        .anyMatch(value ->
                                ANIMATION.matcher(Scripts.lastName(value)).matches())
                || name.tree().root().namedChildren().stream()
                        .filter(statement -> statement.is("import_statement")
                                && statement
                                        .child("source")
                                        .filter(source -> ANIMATIONS
                                                .matcher(source.text())
                                                .matches())
                                        .isPresent())
                        .anyMatch(statement -> Scripts.mentions(statement, name.text()));
    }

    /** The variables that this file gives the name to. */
    private static Stream<Node> bindings(Node name) {
        return name.tree().root().descendants("variable_declarator").stream()
                .filter(declarator -> declarator
                        .child("name")
                        .filter(bound -> Scripts.boundNames(bound).contains(name.text()))
                        .isPresent());
    }
}
