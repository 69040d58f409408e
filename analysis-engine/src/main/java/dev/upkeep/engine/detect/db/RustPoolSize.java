package dev.upkeep.engine.detect.db;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustCheck;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.syntax.Node;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Literal sizes of connection pools in Rust: {@code max_connections} and its like on a builder in a file that imports a
 * pool, or in the defaults of a struct whose name, or file, says that it configures a database.
 */
final class RustPoolSize implements RustCheck {

    private static final Set<String> METHODS = Set.of("max_connections", "max_size", "max_open", "pool_size");
    private static final Pattern POOL =
            Pattern.compile("\\b(\\w*PoolOptions|ConnectOptions)\\b|\\b(r2d2|deadpool\\w*|bb8\\w*|mobc\\w*)::");
    private static final Pattern FIELD =
            Pattern.compile("(db_|database_|pg_)?(max_connections|pool_size|max_pool_size|pool_max_size)");
    private static final Pattern DATABASE =
            Pattern.compile("(?i).*(database|postgres|mysql|sql|db|pool)(?!.*(http|server|socket)).*");

    @Override
    public String rule() {
        return PoolLimit.RULE;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("call_expression", "field_initializer");
    }

    @Override
    public void check(Node node, RustScope scope, FindingSink sink) {
        if (scope.inTests(node)) {
            return;
        }
        if (node.is("field_initializer")) {
            String field = node.child("field").map(Node::text).orElse("");
            node.child("value")
                    .filter(value -> FIELD.matcher(field).matches() && isDatabase(node, field, scope))
                    .flatMap(value -> PoolLimit.above(value, field, scope.file()))
                    .ifPresent(draft -> sink.report(draft.confidence(0.6)));
        } else {
            MethodCall.of(node)
                    .filter(call ->
                            METHODS.contains(call.name()) && call.arguments().size() == 1)
                    .filter(call -> POOL.matcher(scope.file().text()).find())
                    // There is no server whose processes the connections could crowd.
                    .filter(call -> !call.receiver().text().contains("Sqlite"))
                    .flatMap(call -> PoolLimit.above(call.arguments().getFirst(), call.name(), scope.file()))
                    .ifPresent(sink::report);
        }
    }

    private static boolean isDatabase(Node field, String name, RustScope scope) {
        String type = field.ancestor("struct_expression")
                .flatMap(each -> each.child("name"))
                .map(Node::text)
                .orElse("");
        String owner = type.equals("Self") || type.isEmpty()
                ? field.ancestor("impl_item")
                        .flatMap(each -> each.child("type"))
                        .map(Node::text)
                        .orElse("")
                : type;
        String stem = scope.file().entry().name().replaceFirst("\\..*", "");
        return name.matches("(db|database|pg)_.*")
                || DATABASE.matcher(owner).matches()
                || stem.matches("db|database|pool|postgres|mysql|sqlite|sql");
    }
}
