package dev.upkeep.engine.detect.sql;

import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Calls of Rust code that ask a database without a statement in place: functions of a model such as {@code
 * User::find_by_mail(mail, &conn)}, and the last method of a query builder such as {@code .first(&mut conn)}. Evidence is
 * the name of what is called, and that it is given the connection.
 */
final class RustLookups {

    private static final Pattern CONNECTION =
            Pattern.compile("&?(mut )?\\*?(self\\.)?(conn(ection)?|db_conn|pool|db|tx|txn|transaction|executor)");
    private static final Pattern OF_MODEL =
            Pattern.compile("(\\w+::)*[A-Z]\\w*::(find|get|load|fetch|count|select|by)(_\\w+)?");
    private static final Pattern OF_BUILDER =
            Pattern.compile("(?s).*\\.\\s*(load|first|get_result|get_results|one|all)(::<.*>)?");

    private RustLookups() {}

    /** @param call in a Rust file */
    static boolean is(Node call) {
        if (!call.is("call_expression")) {
            return false;
        }
        List<Node> arguments = call.child("arguments").map(Node::namedChildren).orElse(List.of());
        boolean given = !arguments.isEmpty()
                && CONNECTION.matcher(arguments.getLast().text()).matches();
        String callee = call.child("function").map(Node::text).orElse("");
        return given
                && (OF_MODEL.matcher(callee).matches()
                        || (OF_BUILDER.matcher(callee).matches() && !callee.contains("query")));
    }
}
