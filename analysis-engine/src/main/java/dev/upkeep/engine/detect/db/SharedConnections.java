package dev.upkeep.engine.detect.db;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Connections behind a lock in Rust code, as links of the kind {@value #KIND}: the target is the name of the field, static
 * or type; attributes are {@code type}, and {@code async}: whether async code of the file takes the lock.
 */
final class SharedConnections implements FactsExtractor {

    static final String KIND = "db.shared";

    private static final Map<String, String> CONNECTIONS = Map.ofEntries(
            Map.entry("rusqlite::Connection", "SQLite"),
            Map.entry("duckdb::Connection", "DuckDB"),
            Map.entry("tokio_postgres::Client", "PostgreSQL"),
            Map.entry("postgres::Client", "PostgreSQL"),
            Map.entry("sqlx::PgConnection", "PostgreSQL"),
            Map.entry("sqlx::SqliteConnection", "SQLite"),
            Map.entry("sqlx::MySqlConnection", "MySQL"),
            Map.entry("diesel::PgConnection", "PostgreSQL"),
            Map.entry("diesel::pg::PgConnection", "PostgreSQL"),
            Map.entry("diesel::SqliteConnection", "SQLite"),
            Map.entry("diesel::sqlite::SqliteConnection", "SQLite"),
            Map.entry("diesel::MysqlConnection", "MySQL"),
            Map.entry("diesel_async::AsyncPgConnection", "PostgreSQL"),
            Map.entry("mysql::Conn", "MySQL"),
            Map.entry("mysql_async::Conn", "MySQL"),
            Map.entry("redis::Connection", "Redis"),
            Map.entry("redis::aio::Connection", "Redis"),
            Map.entry("redis::aio::MultiplexedConnection", "Redis"),
            Map.entry("redis::aio::ConnectionManager", "Redis"),
            Map.entry("PgConnection", "PostgreSQL"),
            Map.entry("SqliteConnection", "SQLite"),
            Map.entry("MysqlConnection", "MySQL"));
    /** Connections whose clones share the line to the server. */
    private static final Set<String> CLONED = Set.of("MultiplexedConnection", "ConnectionManager");

    private static final Set<String> DECLARATIONS = Set.of("field_declaration", "static_item", "type_item");
    private static final Set<String> LOCKS = Set.of("Mutex", "RwLock", "FairMutex");
    private static final Set<String> TAKES = Set.of("lock", "read", "write", "try_lock", "blocking_lock");

    @Override
    public Set<Language> languages() {
        return Set.of(Language.RUST);
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        boolean locks = file.context() == Context.PRODUCTION && file.text().contains("<");
        file.tree().filter(tree -> locks).ifPresent(tree -> {
            RustScope scope = RustScope.of(file, tree);
            tree.root().descendants(DECLARATIONS).stream()
                    .filter(node -> !scope.inTests(node))
                    .forEach(node -> shared(node, scope).ifPresent(facts::link));
        });
    }

    private static Optional<Link> shared(Node declaration, RustScope scope) {
        Optional<Node> type = declaration.child("type");
        Optional<Node> connection = type.flatMap(each -> locked(each, scope));
        String name = declaration.child("name").map(Node::text).orElse("");
        return connection
                .filter(each -> !isCopy(declaration, each, scope))
                .map(each -> new Link(
                        KIND,
                        name,
                        List.of(),
                        declaration.startLine(),
                        Map.of(
                                "type", type.map(Node::text).orElse("").replaceAll("\\s+", ""),
                                "server", CONNECTIONS.getOrDefault(scope.resolved(each), ""),
                                "async", String.valueOf(takenInAsync(name, declaration.is("type_item"), scope)))));
    }

    /** A field with a connection that can be cloned and that the constructor is given: each owner has its own. */
    private static boolean isCopy(Node declaration, Node connection, RustScope scope) {
        String type = connection.text().replaceFirst("(?s).*::", "");
        return declaration.is("field_declaration")
                && CLONED.contains(type)
                && scope.tree().root().descendants("parameter").stream()
                        .flatMap(parameter -> parameter.child("type").stream())
                        .anyMatch(each -> each.text().endsWith(type));
    }

    /** The connection type directly within a lock. */
    private static Optional<Node> locked(Node type, RustScope scope) {
        return Stream.concat(Stream.of(type), type.descendants("generic_type").stream())
                .filter(each -> each.is("generic_type"))
                .filter(each -> each.child("type")
                        .map(scope::resolved)
                        .filter(path -> LOCKS.contains(path.substring(path.lastIndexOf(':') + 1)))
                        .isPresent())
                .flatMap(each -> each.child("type_arguments").stream())
                .flatMap(arguments -> arguments.namedChildren().stream().limit(1))
                .filter(each -> CONNECTIONS.containsKey(scope.resolved(each)))
                .findFirst();
    }

    private static boolean takenInAsync(String name, boolean alias, RustScope scope) {
        return scope.tree().root().descendants("call_expression").stream()
                .flatMap(call -> MethodCall.of(call).stream())
                .filter(call -> TAKES.contains(call.name()) && call.arguments().isEmpty())
                .filter(call -> alias
                        || call.receiver().text().replaceFirst("(?s).*\\.", "").equals(name))
                .anyMatch(call -> scope.function(call.node()).stream()
                        .flatMap(function -> function.childOfKind("function_modifiers").stream())
                        .anyMatch(modifiers -> modifiers.text().contains("async")));
    }
}
