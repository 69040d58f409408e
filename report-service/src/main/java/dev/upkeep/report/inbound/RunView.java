package dev.upkeep.report.inbound;

import dev.upkeep.report.domain.Run;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run as scripts and progress displays see it. */
public record RunView(
        UUID analysisId,
        String repositoryId,
        String repositoryName,
        String ref,
        String state,
        @Nullable String stage,
        int done,
        int total,
        int findings,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable String traceId,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Instant updatedAt,
        Map<String, String> links) {

    static RunView of(Run run) {
        return new RunView(
                run.analysisId(),
                run.repositoryId(),
                run.repositoryName(),
                run.ref(),
                run.state().name(),
                run.stage() == null ? null : run.stage().name(),
                run.done(),
                run.total(),
                run.findings(),
                run.reason(),
                run.detail(),
                run.traceId(),
                run.requestedAt(),
                run.startedAt(),
                run.endedAt(),
                run.updatedAt(),
                links(run));
    }

    private static Map<String, String> links(Run run) {
        Map<String, String> links = new TreeMap<>();
        String self = "/api/v1/analyses/" + run.analysisId();
        links.put("self", self);
        links.put("repository", "/api/v1/repositories/" + run.repositoryId());
        if (run.state() == Run.State.COMPLETED) {
            links.put("report", self + "/report");
        }
        return links;
    }
}
