package dev.upkeep.engine.detect.db;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.db.OpenedConnection.Place;
import dev.upkeep.engine.detect.service.Services;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Context;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds connections that are opened again for each call. Evidence: a handler by its signature or route, or a function of
 * a service that opens a connection and neither keeps it nor has a name that speaks of setting up.
 */
final class ConnectionPerCall implements RepositoryDetector {

    private static final String RULE = "db/connection-per-call";
    private static final Pattern TOOL = Pattern.compile(
            "(?i)(.*[/_.-])?(bin|cli|cmd|commands?|migrations?|migrate|seeds?|setup|scripts?|tools?|doctor|backup)([/_.-].*)?");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        repository
                .linking(OpenedConnection.KIND)
                .forEach(file -> perCall(repository, file).forEach(link -> sink.report(draft(file, link))));
    }

    /** The places of a file that open a connection for each call. */
    static Stream<Link> perCall(Repository repository, AnalysedFile file) {
        return file.facts().links().stream()
                .filter(link -> link.kind().equals(OpenedConnection.KIND) && file.context() == Context.PRODUCTION)
                .filter(link -> file.contextAt(link.line()) == Context.PRODUCTION)
                .filter(link -> isPerCall(repository, file, OpenedConnection.of(link)));
    }

    private static boolean isPerCall(Repository repository, AnalysedFile file, OpenedConnection opened) {
        boolean surely = opened.place() == Place.HANDLER;
        return opened.isPerCall()
                && (surely
                        || (!TOOL.matcher(file.path()).matches()
                                && Services.holds(repository, file.path(), file.language())));
    }

    private static Draft draft(AnalysedFile file, Link link) {
        OpenedConnection opened = OpenedConnection.of(link);
        Severity severity =
                opened.isEmbedded() ? Severity.LOW : opened.place() == Place.HANDLER ? Severity.HIGH : Severity.MEDIUM;
        Draft draft = Draft.of(RULE, Location.line(file.path(), link.line()))
                .scope(opened.function())
                .with("function", opened.function().isEmpty() ? "handler" : opened.function())
                .with("call", opened.call())
                .with("server", opened.server())
                .with("what", opened.pool() ? "a whole pool of connections" : "a new connection")
                .with("callers", opened.callers())
                .severity(severity)
                .confidence(confidence(opened.place()));
        return opened.place() == Place.GIVER
                ? draft.message("`%s` opens %s to %s for each of its callers, of which this file has %d"
                        .formatted(
                                opened.function(),
                                opened.pool() ? "a pool" : "a new connection",
                                opened.server(),
                                opened.callers()))
                : draft;
    }

    private static double confidence(Place place) {
        return switch (place) {
            case HANDLER -> 0.85;
            case METHOD, GIVER -> 0.7;
            case FUNCTION, ONCE -> 0.6;
        };
    }
}
