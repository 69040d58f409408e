package dev.upkeep.engine.detect.db;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.service.Services;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.Map;
import java.util.Set;

/**
 * Finds the one connection that all requests of a service wait for. Evidence: a connection behind a lock in a static, a
 * field or a type, in a crate that belongs to a service; surer where async code of the same file takes the lock.
 */
final class SingleSharedConnection implements RepositoryDetector {

    private static final String RULE = "db/single-shared-connection";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        repository
                .files(Language.RUST)
                .filter(file -> file.context() == Context.PRODUCTION)
                .filter(file -> Services.holds(repository, file.path(), Language.RUST))
                .forEach(file -> file.facts().links().stream()
                        .filter(link -> link.kind().equals(SharedConnections.KIND))
                        .filter(link -> file.contextAt(link.line()) == Context.PRODUCTION)
                        .forEach(link -> sink.report(draft(file, link))));
    }

    private static Draft draft(AnalysedFile file, Link link) {
        Map<String, String> says = link.attributes();
        boolean async = Boolean.parseBoolean(says.get("async"));
        String server = says.getOrDefault("server", "");
        return Draft.of(RULE, Location.line(file.path(), link.line()))
                .scope(link.target())
                .with("name", link.target())
                .with("type", says.getOrDefault("type", ""))
                .with("server", server)
                .with("asyncCodeWaits", async)
                .severity(server.equals("SQLite") || server.equals("DuckDB") ? Severity.LOW : Severity.MEDIUM)
                .confidence(async ? 0.85 : 0.7);
    }
}
