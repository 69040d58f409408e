package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.syntax.Node;
import java.util.regex.Pattern;

/** Functions that a command-line parser is told to read a value with. */
public final class ValueParsers {

    private ValueParsers() {}

    /** Whether an attribute or a call names this function as one, as {@code value_parser = port} does. */
    public static boolean name(Node function, RustScope scope) {
        String name = function.child("name").map(Node::text).orElse("");
        return Pattern.compile("(value_parser|try_from_str)\\s*[=(]\\s*(\\w+::)*" + name + "\\b")
                .matcher(scope.file().text())
                .find();
    }
}
