package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Values that a statement before, in the same function, has made what they are taken for. */
final class MadeBefore {

    private static final Pattern AS_JSON = Pattern.compile("(\\w+)\\.as_(object|array)(?:_mut)?\\(\\)");
    private static final Pattern LOOK_UP =
            Pattern.compile("([a-z_][\\w.]*)\\.get(?:_mut)?\\(&?(?:mut)?([\\w.]+?)(?:\\.as_str\\(\\))?\\)");

    private MadeBefore() {}

    /** The {@code let} of this name in front of a place, as far as it is in a block around it within the function. */
    static Optional<Node> declaration(Node name) {
        return before(name)
                .filter(statement -> statement.is("let_declaration"))
                .filter(let -> let.child("pattern")
                        .filter(pattern ->
                                pattern.text().replaceFirst("^mut ", "").equals(name.text()))
                        .isPresent())
                .findFirst();
    }

    /** Whether a statement before has put there what the call panics without. */
    static boolean is(Node receiver) {
        String text = receiver.denseText();
        Matcher json = AS_JSON.matcher(text);
        if (json.matches()) {
            String opening = json.group(2).equals("object") ? "{" : "[";
            return before(receiver)
                    .anyMatch(
                            statement -> statement.is("let_declaration") && isJson(statement, json.group(1), opening));
        }
        Matcher lookUp = LOOK_UP.matcher(text);
        return lookUp.matches() && isInserted(receiver, lookUp);
    }

    private static boolean isJson(Node let, String name, String opening) {
        boolean same = let.child("pattern")
                .filter(pattern -> pattern.text().replaceFirst("^mut ", "").equals(name))
                .isPresent();
        return same
                && let.child("value")
                        .filter(value -> value.denseText()
                                .matches("(?s)(serde_json::)?json!\\(" + Pattern.quote(opening) + ".*"))
                        .isPresent();
    }

    private static boolean isInserted(Node receiver, Matcher lookUp) {
        Pattern insertion = Pattern.compile("(?<![\\w.])" + Pattern.quote(lookUp.group(1)) + "\\.insert\\(&?"
                + Pattern.quote(lookUp.group(2)) + "(\\.clone\\(\\)|\\.to_string\\(\\)|\\.to_owned\\(\\))?,");
        return before(receiver)
                .filter(statement -> statement.is("expression_statement"))
                .anyMatch(statement -> insertion
                        .matcher(statement.text().replaceAll("\\s", ""))
                        .lookingAt());
    }

    /** The statements in front, in the blocks around a place, from the nearest on, up to the function's beginning. */
    static Stream<Node> before(Node place) {
        return Stream.iterate(Optional.of(place), Optional::isPresent, MadeBefore::outwards)
                .flatMap(Optional::stream)
                .flatMap(node -> Stream.iterate(
                                node.previousSibling(), Optional::isPresent, at -> at.flatMap(Node::previousSibling))
                        .flatMap(Optional::stream));
    }

    private static Optional<Node> outwards(Optional<Node> from) {
        return from.filter(node -> !node.is("function_item")).flatMap(Node::parent);
    }
}
