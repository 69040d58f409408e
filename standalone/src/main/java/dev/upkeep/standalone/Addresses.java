package dev.upkeep.standalone;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the servers of one infrastructure listen, all of them on the loopback interface.
 *
 * @param kafka bootstrap server, {@code host:port}
 * @param postgres {@code host:port}; the database is called {@code upkeep}
 * @param redis {@code redis://host:port}
 * @param secret the password of every role; made once per data directory
 */
public record Addresses(String kafka, String postgres, String redis, String secret) {

    /** The services that own a schema; role and schema carry the name of the service. */
    public static final List<String> DATABASE_SERVICES = List.of("scoring", "report");

    /** The one database. */
    public static final String DATABASE = "upkeep";

    /** For JDBC (Flyway). */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + postgres + "/" + DATABASE;
    }

    /** For the reactive client. */
    public String reactiveUrl() {
        return "postgresql://" + postgres + "/" + DATABASE;
    }

    /**
     * What a service has to be told to use these servers, as Quarkus configuration keys. Keys that a service does not
     * know do no harm.
     *
     * @param service {@code ingest}, {@code analyzer}, {@code scoring} or {@code report}
     */
    public Map<String, String> configurationOf(String service) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("kafka.bootstrap.servers", kafka);
        settings.put("quarkus.redis.hosts", redis);
        if (DATABASE_SERVICES.contains(service)) {
            settings.put("quarkus.datasource.jdbc.url", jdbcUrl());
            settings.put("quarkus.datasource.reactive.url", reactiveUrl());
            settings.put("quarkus.datasource.username", service);
            settings.put("quarkus.datasource.password", secret);
        }
        return Map.copyOf(settings);
    }

    /** One line each, the way {@link #parse} reads them. */
    public List<String> lines() {
        return List.of("kafka=" + kafka, "postgres=" + postgres, "redis=" + redis, "secret=" + secret);
    }

    /** The reverse of {@link #lines()}. */
    public static Addresses parse(Iterable<String> lines) {
        Map<String, String> values = new TreeMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return new Addresses(
                required(values, "kafka"),
                required(values, "postgres"),
                required(values, "redis"),
                required(values, "secret"));
    }

    private static String required(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no address of " + key);
        }
        return value;
    }
}
