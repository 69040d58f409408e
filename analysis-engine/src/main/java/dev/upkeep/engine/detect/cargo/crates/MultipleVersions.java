package dev.upkeep.engine.detect.cargo.crates;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoLock;
import dev.upkeep.engine.detect.cargo.CargoLock.Locked;
import dev.upkeep.engine.detect.cargo.crates.LockGraph.Request;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds crates that are built in several versions where a manifest of the repository can change that. Evidence: the lock
 * file, without what only tests need. Reported is an older version that manifests of the repository ask for and nobody
 * else, and of large crates one that only outgrown releases of direct dependencies bring.
 */
final class MultipleVersions implements RepositoryDetector {

    private static final String RULE = "cargo/multiple-versions";
    private static final int MOST_PARENTS = 4;
    /** It may never be built. */
    private static final double OPTIONAL = 0.7;
    /** Those that take seconds to build or whose types meet at the borders of crates. */
    private static final Pattern HEAVY = Pattern.compile(
            "tokio|hyper|h2|reqwest|rustls|ring|aws-lc-rs|axum|axum-core|actix-web|tonic|prost|tower-http|http|regex|clap|bindgen|image"
                    + "|wgpu|naga|winit|wasmtime|cranelift-codegen|arrow|parquet|datafusion|polars|sqlx|sqlx-core|diesel|sea-orm"
                    + "|protobuf|windows|chrono|tungstenite|tokio-tungstenite|redis|rdkafka|mongodb|opentelemetry|opentelemetry_sdk|gix"
                    + "|tantivy|rayon|nalgebra|ndarray|candle-core|aws-sdk-.*|async-std|quinn|libp2p|egui|iced|bevy|swc_.*");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        repository.entries().stream()
                .filter(entry -> entry.isNamed("Cargo.lock") && !Paths.isTestMaterial(entry.path()))
                .forEach(entry -> CargoLock.at(repository, entry.path())
                        .map(lock -> new LockGraph(repository, entry.path(), lock))
                        .ifPresent(graph -> judge(graph, entry.path(), sink)));
    }

    private static void judge(LockGraph graph, String lock, FindingSink sink) {
        Map<Request, List<Locked>> brought = new LinkedHashMap<>();
        Map<String, List<Locked>> several = graph.several();
        several.values().forEach(versions -> {
            Optional<Draft> asked = asked(graph, lock, versions);
            asked.ifPresent(sink::report);
            if (asked.isEmpty() && HEAVY.matcher(versions.getFirst().name()).matches() && Outgrown.divides(versions)) {
                bringing(graph, several, versions.getFirst())
                        .ifPresent(request -> brought.computeIfAbsent(request, key -> new ArrayList<>())
                                .add(versions.getFirst()));
            }
        });
        brought.forEach((request, old) -> sink.report(brought(lock, request, old)));
    }

    /** A line of a manifest that asks for an older version under the crate's own name. */
    private static Optional<Draft> asked(LockGraph graph, String lock, List<Locked> versions) {
        Locked newest = versions.getLast();
        Map<String, Request> asked = new TreeMap<>(CargoLock::compare);
        graph.requests().stream()
                .filter(request -> versions.contains(request.locked()))
                .filter(request -> request.dependency().key().equals(newest.name()))
                .forEach(request -> asked.putIfAbsent(request.locked().version(), request));
        boolean divided = asked.size() > 1;
        String message = divided
                ? "`{crate}` stands in the lock file in {count} versions, and requirements in the repository's own manifests resolve to {asked}"
                : "`{crate}` stands in the lock file in {count} versions: this resolves to {old}; {newest} is there for {newer}";
        return asked.values().stream()
                .filter(request -> !request.locked().equals(newest))
                .filter(request -> !request.held())
                .filter(request -> graph.isOwnAlone(request.locked()))
                // Nobody is to follow others to what is not released.
                .filter(request -> divided || !newest.version().contains("-"))
                .findFirst()
                .map(request -> draft(graph, lock, versions, request)
                        .with("asked", String.join(" and ", asked.keySet()))
                        .message(message));
    }

    /** The direct dependency through which an older version comes, if all that bring it have left it behind since. */
    private static Optional<Request> bringing(LockGraph graph, Map<String, List<Locked>> several, Locked oldest) {
        Set<String> leading = graph.leadingTo(oldest);
        List<Request> ways = graph.requests().stream()
                .filter(request ->
                        request.locked().external() && !request.locked().equals(oldest))
                .filter(request -> leading.contains(LockGraph.key(request.locked())))
                .toList();
        boolean raisable = ways.stream()
                .allMatch(request -> Outgrown.since(request.locked()).isPresent());
        return ways.stream()
                .filter(request -> raisable)
                // An old one that is asked for is a finding of its own.
                .filter(request -> !several.containsKey(request.locked().name()))
                .findFirst();
    }

    private static Draft brought(String lock, Request at, List<Locked> old) {
        List<String> crates =
                old.stream().map(each -> each.name() + " " + each.version()).toList();
        return Draft.of(RULE, place(at))
                .scope(at.locked().name())
                .with("via", at.locked().name() + " " + at.locked().version())
                .with("crates", crates)
                .with("older", String.join(", ", crates))
                .with("lock", lock)
                .with("since", Outgrown.since(at.locked()).orElse(""))
                .message("`{via}` brings {older}, beside newer versions in the lock file; from {since} on it does not");
    }

    /** Where the version is written, be it that of the workspace. */
    private static Location place(Request at) {
        return Location.line(at.written().manifest(), at.written().dependency().line());
    }

    private static Draft draft(LockGraph graph, String lock, List<Locked> versions, Request at) {
        Locked old = at.locked();
        Locked newest = versions.getLast();
        Map<String, Object> parents = new TreeMap<>();
        versions.forEach(each -> parents.put(
                each.version(), graph.parents(each).stream().limit(MOST_PARENTS).toList()));
        String newer = graph.parents(newest).stream()
                .limit(2)
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(" and "));
        Draft draft = Draft.of(RULE, place(at))
                .scope(old.name())
                .with("crate", old.name())
                .with("count", graph.locked(old.name()))
                .with("old", old.version())
                .with("newest", newest.version())
                .with("newer", newer)
                .with("parents", parents)
                .with("lock", lock);
        return at.dependency().isOptional() ? draft.confidence(OPTIONAL) : draft;
    }
}
