package dev.upkeep.engine.detect.rust.async;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the two halves of a new channel go in the file that makes it, which may show what the messages are. */
final class ChannelHalves {

    private static final Pattern OF_NOTHING = Pattern.compile("(Sender|Receiver|Tx|Rx)<\\(\\)>");
    private static final Set<String> PLACES =
            Set.of("field_initializer", "shorthand_field_initializer", "call_expression");

    private ChannelHalves() {}

    /** Whether a half is kept, handed over or used as one of {@code ()}: then the messages hold nothing. */
    static boolean carryNothing(Node maker) {
        Optional<Node> let = maker.parent().filter(parent -> parent.is("let_declaration"));
        if (let.flatMap(each -> each.child("type"))
                .filter(type -> OF_NOTHING.matcher(plain(type)).find())
                .isPresent()) {
            return true;
        }
        List<String> halves = let.flatMap(each -> each.child("pattern")).stream()
                .flatMap(pattern -> pattern.descendants("identifier").stream())
                .map(Node::text)
                .toList();
        return let.flatMap(each -> each.ancestor("function_item")).stream()
                .flatMap(function -> function.descendants(PLACES).stream())
                .anyMatch(place -> halves.stream().anyMatch(half -> saysNothing(place, half)));
    }

    private static boolean saysNothing(Node place, String half) {
        return switch (place.kind()) {
            case "call_expression" -> sendsNothing(place, half) || isHandedOver(place, half);
            case "field_initializer" ->
                place.child("value").filter(value -> isHalf(value, half)).isPresent()
                        && isField(place, place.child("field").map(Node::text).orElse(""));
            default -> place.hasText(half) && isField(place, half);
        };
    }

    private static boolean sendsNothing(Node call, String half) {
        return MethodCall.of(call)
                .filter(method -> method.name().matches("(unbounded_|try_)?send|send_blocking"))
                .filter(method -> isHalf(method.receiver(), half))
                .filter(method -> method.arguments().size() == 1
                        && method.arguments().getFirst().hasText("()"))
                .isPresent();
    }

    /** To a function of this file whose parameter says what it takes. */
    private static boolean isHandedOver(Node call, String half) {
        List<Node> arguments = MethodCall.arguments(call);
        String callee = call.child("function").map(Node::text).orElse("").replaceFirst("(?s).*\\W", "");
        for (int at = 0; at < arguments.size(); at++) {
            int place = at;
            if (isHalf(arguments.get(at), half)
                    && functions(call, callee).anyMatch(function -> takesNothing(function, place))) {
                return true;
            }
        }
        return false;
    }

    private static Stream<Node> functions(Node at, String name) {
        return at.tree().root().descendants("function_item").stream()
                .filter(function ->
                        function.child("name").filter(own -> own.hasText(name)).isPresent());
    }

    private static boolean takesNothing(Node function, int place) {
        List<Node> parameters = function.child("parameters").map(Node::namedChildren).orElse(List.of()).stream()
                .filter(parameter -> parameter.is("parameter"))
                .toList();
        return place < parameters.size()
                && parameters
                        .get(place)
                        .child("type")
                        .filter(type -> OF_NOTHING.matcher(plain(type)).find())
                        .isPresent();
    }

    private static boolean isField(Node at, String name) {
        return at.tree().root().descendants("field_declaration").stream()
                .filter(field ->
                        field.child("name").filter(own -> own.hasText(name)).isPresent())
                .flatMap(field -> field.child("type").stream())
                .anyMatch(type -> OF_NOTHING.matcher(plain(type)).find());
    }

    private static boolean isHalf(Node value, String half) {
        return value.text()
                .replaceFirst("^&(mut )?", "")
                .replaceFirst("\\.clone\\(\\)$", "")
                .equals(half);
    }

    private static String plain(Node type) {
        return type.text().replaceAll("\\s", "");
    }
}
