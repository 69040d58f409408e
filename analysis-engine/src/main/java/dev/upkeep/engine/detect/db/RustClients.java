package dev.upkeep.engine.detect.db;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The calls by which Rust code opens connections, by what their paths resolve to. */
final class RustClients {

    /** What a call opens. */
    record Opens(String client, String server, boolean pool, String call) {}

    private static final Pattern SQLX =
            Pattern.compile("sqlx::(?:\\w+::)?(Pg|Sqlite|MySql|Any)(Connection|Pool)::(connect|connect_with)");
    private static final Pattern SQLX_OPTIONS =
            Pattern.compile("sqlx::(?:\\w+::)?(Pg|Sqlite|MySql|Any)(Pool)Options::new");
    private static final Pattern DIESEL =
            Pattern.compile("(?:diesel(?:_async)?::(?:\\w+::)?)?(?:Async)?(Pg|Sqlite|Mysql)(Connection)::establish");
    private static final Map<String, List<String>> OTHERS = Map.ofEntries(
            Map.entry("rusqlite::Connection::open", List.of("rusqlite", "SQLite")),
            Map.entry("rusqlite::Connection::open_with_flags", List.of("rusqlite", "SQLite")),
            Map.entry("duckdb::Connection::open", List.of("duckdb", "DuckDB")),
            Map.entry("tokio_postgres::connect", List.of("tokio-postgres", "PostgreSQL")),
            Map.entry("postgres::Client::connect", List.of("postgres", "PostgreSQL")),
            Map.entry("mysql::Conn::new", List.of("mysql", "MySQL")),
            Map.entry("mysql_async::Conn::new", List.of("mysql_async", "MySQL")),
            Map.entry("mysql::Pool::new", List.of("mysql", "MySQL", "pool")),
            Map.entry("mysql_async::Pool::new", List.of("mysql_async", "MySQL", "pool")),
            Map.entry("sea_orm::Database::connect", List.of("sea-orm", "SQL", "pool")),
            Map.entry("mongodb::Client::with_uri_str", List.of("mongodb", "MongoDB", "pool")),
            Map.entry("mongodb::Client::with_options", List.of("mongodb", "MongoDB", "pool")));
    private static final Map<String, String> SERVERS =
            Map.of("Pg", "PostgreSQL", "Sqlite", "SQLite", "MySql", "MySQL", "Mysql", "MySQL", "Any", "SQL");
    private static final Set<String> REDIS = Set.of(
            "get_connection",
            "get_async_connection",
            "get_tokio_connection",
            "get_multiplexed_async_connection",
            "get_multiplexed_tokio_connection");

    /** Wrappers of pools of every kind have a method of this name, so it needs a receiver that speaks of Redis. */
    private static final String COMMON = "get_connection";

    private static final Pattern REDIS_CLIENT = Pattern.compile("(?i).*(redis|client|Client::open).*", Pattern.DOTALL);

    private RustClients() {}

    static Optional<Opens> of(Node call, RustScope scope) {
        String callee = scope.callee(call);
        if (callee.isEmpty()) {
            return MethodCall.of(call)
                    .filter(method -> scope.importsFrom("redis") && isRedis(method))
                    .map(method -> new Opens("redis", "Redis", false, method.name()));
        }
        if (!callee.contains("::")) {
            return Optional.empty();
        }
        String written = call.child("function").map(Node::text).orElse(callee);
        return matched(SQLX, "sqlx", callee, written)
                .or(() -> matched(SQLX_OPTIONS, "sqlx", callee, written))
                .or(() -> matched(DIESEL, "diesel", callee, written))
                .or(() -> Optional.ofNullable(OTHERS.get(callee))
                        .map(says -> new Opens(says.get(0), says.get(1), says.size() > 2, written)));
    }

    private static boolean isRedis(MethodCall method) {
        return REDIS.contains(method.name())
                && (!method.name().equals(COMMON)
                        || REDIS_CLIENT.matcher(method.receiver().text()).matches());
    }

    private static Optional<Opens> matched(Pattern pattern, String client, String callee, String written) {
        return Optional.of(pattern.matcher(callee))
                .filter(found -> found.matches())
                .map(found -> new Opens(
                        client,
                        SERVERS.getOrDefault(found.group(1), "SQL"),
                        found.group(2).equals("Pool"),
                        written));
    }
}
