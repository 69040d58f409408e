package dev.upkeep.report.domain;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.AnalysisEvent;
import dev.upkeep.events.AnalysisProgressed;
import dev.upkeep.events.AnalysisRefused;
import dev.upkeep.events.AnalysisStage;
import dev.upkeep.events.AnalysisStarted;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.events.FindingsScored;
import dev.upkeep.events.PlanScored;
import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.ScoringEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run from the request to its report, as the ledger knows it. Immutable; every {@code with…} takes its facts in any
 * order and never goes back: a refused or completed run stays so, a stage is only replaced by a later one.
 *
 * @param repositoryName empty until an event names it
 * @param ref empty until an event names it
 * @param stage null until the analyser says
 * @param done units done in this stage; 0 where it has no units
 * @param findings how many have arrived
 * @param reason why it was refused, for scripts
 * @param detail the same for people
 * @param findingsParts how many parts of findings there will be; null until known
 * @param scoreParts how many parts of scores there will be; null until known
 */
public record Run(
        UUID analysisId,
        String repositoryId,
        String repositoryName,
        String ref,
        State state,
        @Nullable AnalysisStage stage,
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
        @Nullable Integer findingsParts,
        int findingsPartsSeen,
        @Nullable Integer scoreParts,
        int scorePartsSeen) {

    /** Where a run stands. */
    public enum State {
        REQUESTED,
        RUNNING,
        SCORING,
        COMPLETED,
        REFUSED;

        /** Whether nothing more will happen. */
        public boolean ended() {
            return this == COMPLETED || this == REFUSED;
        }
    }

    /** A run of which nothing is known but that it exists. */
    public static Run unknown(UUID analysisId, String repositoryId, Instant now) {
        return new Run(
                analysisId,
                repositoryId,
                "",
                "",
                State.REQUESTED,
                null,
                0,
                0,
                0,
                null,
                null,
                null,
                now,
                null,
                null,
                now,
                null,
                0,
                null,
                0);
    }

    /** Whether all that a report needs has arrived, and the report has not been made yet. */
    public boolean complete() {
        return !state.ended()
                && findingsParts != null
                && findingsParts == findingsPartsSeen
                && scoreParts != null
                && scoreParts == scorePartsSeen;
    }

    /** With what the request said. */
    public Run with(RepositoryChanged changed) {
        RunChange change = new RunChange(this);
        change.repositoryName = changed.repository().name();
        change.ref = changed.ref();
        change.requestedAt = changed.occurredAt();
        return change.at(updatedAt);
    }

    /** With what the analyser said. */
    public Run with(AnalysisEvent event, Instant now) {
        RunChange change = new RunChange(this);
        switch (event) {
            case AnalysisStarted started -> change.started(started);
            case AnalysisProgressed progressed -> change.progressed(progressed);
            case FindingsReported reported -> change.reported(reported);
            case AnalysisCompleted completed -> change.completed(completed);
            case AnalysisRefused refused -> change.refused(refused);
        }
        return change.at(now);
    }

    /** With what scoring said. */
    public Run with(ScoringEvent event, Instant now) {
        RunChange change = new RunChange(this);
        switch (event) {
            case FindingsScored _ -> change.scorePartsSeen++;
            case PlanScored plan -> change.scoreParts = plan.parts();
        }
        change.reach(State.SCORING);
        return change.at(now);
    }

    /** Given up: not all that was to be said of it has come. */
    public Run abandoned(Instant now) {
        RunChange change = new RunChange(this);
        change.abandoned();
        change.endedAt = now;
        return change.at(now);
    }

    /** With its report made. */
    public Run materialised(Instant now) {
        RunChange change = new RunChange(this);
        change.reach(State.COMPLETED);
        change.endedAt = now;
        return change.at(now);
    }
}
