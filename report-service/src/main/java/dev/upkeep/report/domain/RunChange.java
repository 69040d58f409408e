package dev.upkeep.report.domain;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.AnalysisProgressed;
import dev.upkeep.events.AnalysisRefused;
import dev.upkeep.events.AnalysisStage;
import dev.upkeep.events.AnalysisStarted;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.report.domain.Run.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run while one event is applied to it: {@link Run} has too many components to copy by hand in every place. */
final class RunChange {

    private final Run before;
    String repositoryName;
    String ref;
    Instant requestedAt;

    @Nullable
    Instant endedAt;

    @Nullable
    Integer scoreParts;

    int scorePartsSeen;
    private State state;
    private @Nullable AnalysisStage stage;
    private int done;
    private int total;
    private int findings;
    private @Nullable String reason;
    private @Nullable String detail;
    private @Nullable String traceId;
    private @Nullable Instant startedAt;
    private @Nullable Integer findingsParts;
    private int findingsPartsSeen;

    RunChange(Run run) {
        before = run;
        repositoryName = run.repositoryName();
        ref = run.ref();
        requestedAt = run.requestedAt();
        endedAt = run.endedAt();
        scoreParts = run.scoreParts();
        scorePartsSeen = run.scorePartsSeen();
        state = run.state();
        stage = run.stage();
        done = run.done();
        total = run.total();
        findings = run.findings();
        reason = run.reason();
        detail = run.detail();
        traceId = run.traceId();
        startedAt = run.startedAt();
        findingsParts = run.findingsParts();
        findingsPartsSeen = run.findingsPartsSeen();
    }

    Run at(Instant now) {
        return new Run(
                before.analysisId(),
                before.repositoryId(),
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
                now,
                findingsParts,
                findingsPartsSeen,
                scoreParts,
                scorePartsSeen);
    }

    void started(AnalysisStarted started) {
        reach(State.RUNNING);
        repositoryName = started.repository().name();
        ref = started.ref();
        startedAt = started.startedAt();
        traceId = started.traceId();
    }

    void progressed(AnalysisProgressed progressed) {
        reach(State.RUNNING);
        boolean later = stage == null || progressed.stage().compareTo(stage) > 0;
        if (later || (progressed.stage() == stage && progressed.done() >= done)) {
            stage = progressed.stage();
            done = progressed.done();
            total = progressed.total();
        }
    }

    void reported(FindingsReported reported) {
        reach(State.RUNNING);
        findings += reported.findings().size();
        findingsPartsSeen++;
    }

    void completed(AnalysisCompleted completed) {
        reach(State.SCORING);
        repositoryName = completed.repository().name();
        ref = completed.commit().ref();
        startedAt = completed.startedAt();
        traceId = completed.traceId();
        findingsParts = completed.parts();
    }

    void refused(AnalysisRefused refused) {
        if (state.ended()) {
            return;
        }
        state = State.REFUSED;
        repositoryName = refused.repository().name();
        ref = refused.ref();
        reason = refused.reason().name();
        detail = refused.detail();
        traceId = refused.traceId();
        endedAt = refused.refusedAt();
    }

    void abandoned() {
        state = State.REFUSED;
        reason = "INCOMPLETE";
        detail = "Parts of this analysis have never arrived; look at the dead letters, then request a new scan.";
    }

    void reach(State next) {
        if (!state.ended() && next.compareTo(state) > 0) {
            state = next;
        }
    }
}
