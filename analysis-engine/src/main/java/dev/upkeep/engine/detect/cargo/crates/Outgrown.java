package dev.upkeep.engine.detect.cargo.crates;

import dev.upkeep.engine.detect.cargo.CargoLock;
import dev.upkeep.engine.detect.cargo.CargoLock.Locked;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Crates of which later releases left an old generation of large crates behind, such as hyper 0.14 with http 0.2, by
 * what their change logs say (November 2026). Of others nobody can tell offline whether raising them would help.
 */
final class Outgrown {

    /** The first release that builds on the newer generation, by crate. */
    private static final Map<String, String> SINCE = Map.ofEntries(
            Map.entry("reqwest", "0.12"),
            Map.entry("reqwest-middleware", "0.3"),
            Map.entry("reqwest-retry", "0.5"),
            Map.entry("axum", "0.7"),
            Map.entry("axum-extra", "0.9"),
            Map.entry("axum-server", "0.6"),
            Map.entry("tower-http", "0.5"),
            Map.entry("hyper-tls", "0.6"),
            Map.entry("hyper-rustls", "0.26"),
            Map.entry("headers", "0.4"),
            Map.entry("tonic", "0.12"),
            Map.entry("tonic-web", "0.12"),
            Map.entry("tonic-health", "0.12"),
            Map.entry("tonic-reflection", "0.12"),
            Map.entry("console-subscriber", "0.4"),
            Map.entry("opentelemetry-otlp", "0.24"),
            Map.entry("metrics-exporter-prometheus", "0.14"),
            Map.entry("tungstenite", "0.21"),
            Map.entry("tokio-tungstenite", "0.21"),
            Map.entry("poem", "2"),
            Map.entry("jsonrpsee", "0.23"),
            Map.entry("oauth2", "5"),
            Map.entry("openidconnect", "4"),
            Map.entry("object_store", "0.10"),
            Map.entry("octocrab", "0.33"),
            Map.entry("jsonwebtoken", "9"),
            Map.entry("kube", "0.88"),
            Map.entry("bollard", "0.16"),
            Map.entry("sysinfo", "0.35"));

    /**
     * Where that generation begins, of crates that went through several since: from one release to the next these move
     * on too, but to a version that nobody else has.
     */
    private static final Map<String, String> GENERATION = Map.ofEntries(
            Map.entry("http", "1"),
            Map.entry("http-body", "1"),
            Map.entry("hyper", "1"),
            Map.entry("h2", "0.4"),
            Map.entry("rustls", "0.22"),
            Map.entry("tonic", "0.12"),
            Map.entry("prost", "0.13"),
            Map.entry("axum", "0.7"),
            Map.entry("axum-core", "0.4"),
            Map.entry("tower-http", "0.5"),
            Map.entry("reqwest", "0.12"),
            Map.entry("tungstenite", "0.21"),
            Map.entry("tokio-tungstenite", "0.21"),
            Map.entry("opentelemetry", "0.24"),
            Map.entry("opentelemetry_sdk", "0.24"));

    private Outgrown() {}

    /**
     * Whether the oldest of these versions, sorted, is from before that generation and the newest is not. Between two old
     * ones, or two new ones, the table does not tell which release would make them one.
     */
    static boolean divides(List<Locked> versions) {
        String first = GENERATION.getOrDefault(versions.getFirst().name(), "");
        return first.isEmpty()
                || (CargoLock.compare(versions.getFirst().version(), first) < 0
                        && CargoLock.compare(versions.getLast().version(), first) >= 0);
    }

    /**
     * The first release of the same crate that builds on the newer generation, where this one does not yet. What is taken
     * from a repository may be ahead of its number.
     */
    static Optional<String> since(Locked locked) {
        return Optional.ofNullable(SINCE.get(locked.name()))
                .filter(since -> !locked.forked())
                .filter(since -> CargoLock.compare(locked.version(), since) < 0);
    }
}
