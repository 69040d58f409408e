package dev.upkeep.report.outbound;

import dev.upkeep.events.AnalysisStage;
import dev.upkeep.report.domain.Run;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run in the ledger. */
@Entity(name = "RunRow")
@Table(name = "run")
class RunRow {

    @Id
    @Column(name = "analysis_id")
    UUID analysisId = new UUID(0, 0);

    @Column(name = "repository_id")
    String repositoryId = "";

    @Column(name = "repository_name")
    String repositoryName = "";

    String ref = "";

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    Run.State state = Run.State.REQUESTED;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    @Nullable
    AnalysisStage stage;

    int done;
    int total;
    int findings;

    @Nullable
    String reason;

    @Nullable
    String detail;

    @Column(name = "trace_id")
    @Nullable
    String traceId;

    @Column(name = "requested_at")
    Instant requestedAt = Instant.EPOCH;

    @Column(name = "started_at")
    @Nullable
    Instant startedAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @Column(name = "updated_at")
    Instant updatedAt = Instant.EPOCH;

    @Column(name = "findings_parts")
    @Nullable
    Integer findingsParts;

    @Column(name = "findings_parts_seen")
    int findingsPartsSeen;

    @Column(name = "score_parts")
    @Nullable
    Integer scoreParts;

    @Column(name = "score_parts_seen")
    int scorePartsSeen;

    Run run() {
        return new Run(
                analysisId,
                repositoryId,
                repositoryName,
                ref,
                state,
                stage,
                done,
                total,
                findings,
                reason,
                detail,
                traceId,
                requestedAt,
                startedAt,
                endedAt,
                updatedAt,
                findingsParts,
                findingsPartsSeen,
                scoreParts,
                scorePartsSeen);
    }

    void set(Run run) {
        analysisId = run.analysisId();
        repositoryId = run.repositoryId();
        repositoryName = run.repositoryName();
        ref = run.ref();
        state = run.state();
        stage = run.stage();
        done = run.done();
        total = run.total();
        findings = run.findings();
        reason = run.reason();
        detail = run.detail();
        traceId = run.traceId();
        requestedAt = run.requestedAt();
        startedAt = run.startedAt();
        endedAt = run.endedAt();
        updatedAt = run.updatedAt();
        findingsParts = run.findingsParts();
        findingsPartsSeen = run.findingsPartsSeen();
        scoreParts = run.scoreParts();
        scorePartsSeen = run.scorePartsSeen();
    }
}
