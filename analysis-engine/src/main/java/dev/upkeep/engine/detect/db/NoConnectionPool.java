package dev.upkeep.engine.detect.db;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.service.Services;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds services that open connections to a database as they go, while nothing of their package uses a pool. One finding
 * for each package, where its manifest names the client. Evidence: the places that open a connection for each call, or,
 * in Node.js, the one connection that the module keeps for all requests.
 */
final class NoConnectionPool implements RepositoryDetector {

    private static final String RULE = "db/no-connection-pool";
    private static final Pattern SINGLE = Pattern.compile("PostgreSQL|MySQL");

    /** What a package opens. */
    private record Opened(AnalysedFile file, Link link) {

        OpenedConnection connection() {
            return OpenedConnection.of(link);
        }
    }

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        Map<String, List<Opened>> byManifest = new TreeMap<>();
        for (AnalysedFile file : repository.linking(OpenedConnection.KIND)) {
            ConnectionPerCall.perCall(repository, file).forEach(link -> add(repository, file, link, byManifest));
            kept(file).forEach(link -> add(repository, file, link, byManifest));
        }
        byManifest.forEach((manifest, opened) -> inspect(repository, manifest, opened, sink));
    }

    private static void add(Repository repository, AnalysedFile file, Link link, Map<String, List<Opened>> byManifest) {
        PackagePools.of(repository, file)
                .ifPresent(owner -> byManifest
                        .computeIfAbsent(owner.manifest(), key -> new ArrayList<>())
                        .add(new Opened(file, link)));
    }

    /** The connection of a script's module: requests wait for each other on it. */
    private static List<Link> kept(AnalysedFile file) {
        return file.facts().links().stream()
                .filter(link -> link.kind().equals(OpenedConnection.KIND) && file.context() == Context.PRODUCTION)
                .filter(link -> file.language() != Language.RUST)
                .filter(link -> link.attributes().getOrDefault("function", "").isEmpty())
                .filter(link -> OpenedConnection.of(link).place() == OpenedConnection.Place.ONCE
                        && !OpenedConnection.of(link).pool()
                        && SINGLE.matcher(OpenedConnection.of(link).server()).matches())
                .toList();
    }

    private static void inspect(Repository repository, String manifest, List<Opened> opened, FindingSink sink) {
        Opened first = opened.getFirst();
        OpenedConnection connection = first.connection();
        boolean service =
                Services.holds(repository, first.file().path(), first.file().language());
        Optional<PackagePools> owner = PackagePools.of(repository, first.file());
        boolean pooled = opened.stream().anyMatch(each -> each.connection().pool())
                || owner.filter(each -> each.isUsed(repository)).isPresent();
        Optional<Entry> entry = owner.flatMap(each -> each.dependencies().stream()
                .filter(dependency -> dependency
                        .key()
                        .replace('_', '-')
                        .equals(connection.client().replace('_', '-')))
                .findFirst());
        if (service && !pooled && entry.isPresent()) {
            Optional<String> idle = owner.get().idle(repository);
            sink.report(Draft.of(RULE, Location.line(manifest, entry.get().line()))
                    .scope(connection.client())
                    .with("client", connection.client())
                    .with("server", connection.server())
                    .with(
                            "places",
                            opened.stream()
                                    .map(each -> each.file().path() + ":"
                                            + each.link().line())
                                    .toList())
                    .with(
                            "pool",
                            idle.map(pool -> "`" + pool + "` exists but is unused")
                                    .orElse("there is no pool"))
                    .confidence(connection.isEmbedded() ? 0.6 : 0.8));
        }
    }
}
