package dev.upkeep.engine.detect.sql;

import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What TypeScript says of the rows of a statement: by a type argument of the call ({@code select<Row>('…')}), or by a type
 * that the result is taken for ({@code prepare('…').all() as Row[]}).
 */
final class ScriptRows {

    private static final Set<String> AROUND = Set.of(
            "arguments",
            "call_expression",
            "member_expression",
            "await_expression",
            "parenthesized_expression",
            "non_null_expression");
    private static final Pattern NAME = Pattern.compile("(?:Array<)?\\s*([A-Z]\\w*)\\s*(?:\\[\\]|>)?(?:\\s*\\|.*)?");
    private static final Pattern UNTYPED =
            Pattern.compile("(?:Array<)?\\s*(?:any|unknown|object|Record<.*|never)\\b.*");

    private ScriptRows() {}

    /** The name of the type, {@link StarQuery#SOME_TYPE} for one without a name; empty where nothing says it. */
    static Optional<String> type(Node string) {
        for (Optional<Node> at = string.parent(); at.isPresent(); at = at.get().parent()) {
            Node outer = at.get();
            Optional<Node> written = written(outer);
            if (written.isPresent()) {
                return written.flatMap(ScriptRows::named);
            }
            if (!AROUND.contains(outer.kind())) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<Node> written(Node outer) {
        if (outer.is("as_expression")) {
            return Optional.of(outer.namedChildren().getLast());
        }
        return outer.is("call_expression") ? outer.child("type_arguments") : Optional.empty();
    }

    private static Optional<String> named(Node type) {
        String text = type.text().replaceAll("^<|>$", "").strip();
        if (UNTYPED.matcher(text).matches()) {
            return Optional.empty();
        }
        Matcher name = NAME.matcher(text);
        return Optional.of(name.matches() ? name.group(1) : StarQuery.SOME_TYPE);
    }
}
