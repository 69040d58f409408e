package dev.upkeep.engine.detect.db;

import dev.upkeep.engine.facts.FileFacts.Link;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A place where a program opens a connection to a database.
 *
 * @param client the library, as its manifest calls it
 * @param server what it connects to, such as {@code PostgreSQL}
 * @param pool whether a whole pool is made
 * @param call as written
 * @param function that it stands in
 * @param callers how many other functions of the file call that function, where it gives the connection; else 0
 */
record OpenedConnection(
        String client, String server, boolean pool, String call, String function, Place place, int callers) {

    static final String KIND = "db.open";

    /** What asks for a lock that belongs to the session. */
    static final Pattern LOCKS = Pattern.compile("(?i)\\bpg_(try_)?advisory_lock(_shared)?\\b|\\bGET_LOCK\\s*\\(");

    /** How often the place runs, as far as its file tells. */
    enum Place {
        /** For each request. */
        HANDLER,
        /** For each call of a method. */
        METHOD,
        /** For each call of a function. */
        FUNCTION,
        /** The function gives the connection to those who call it. */
        GIVER,
        /** Once, or it is kept. */
        ONCE
    }

    Link link(int line) {
        return new Link(
                KIND,
                client,
                List.of(),
                line,
                Map.of(
                        "server",
                        server,
                        "pool",
                        String.valueOf(pool),
                        "call",
                        call,
                        "function",
                        function,
                        "place",
                        place.name(),
                        "callers",
                        String.valueOf(callers)));
    }

    static OpenedConnection of(Link link) {
        Map<String, String> says = link.attributes();
        return new OpenedConnection(
                link.target(),
                says.getOrDefault("server", ""),
                Boolean.parseBoolean(says.get("pool")),
                says.getOrDefault("call", ""),
                says.getOrDefault("function", ""),
                Place.valueOf(says.getOrDefault("place", "ONCE")),
                Integer.parseInt(says.getOrDefault("callers", "0")));
    }

    /** Whether it happens again and again in a service. */
    boolean isPerCall() {
        return switch (place) {
            case HANDLER, METHOD, FUNCTION -> true;
            case GIVER -> callers > 1;
            case ONCE -> false;
        };
    }

    /** Whether the database is a file, so that opening it costs no round trips. */
    boolean isEmbedded() {
        return server.equals("SQLite") || server.equals("DuckDB");
    }
}
