package dev.upkeep.scoring.application;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.events.Improvement.Quadrant;
import dev.upkeep.events.ScoringEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The store inside one transaction. Not thread-safe; useless once the transaction has ended. */
public interface StoreSession {

    /** Notes the event in the inbox; false where it had been noted before. */
    Uni<Boolean> firstTime(UUID eventId);

    Uni<Void> keep(FindingsReported part);

    Uni<Void> keep(AnalysisCompleted completed);

    /** What has come of an analysis so far, without the findings themselves. */
    Uni<Progress> progress(UUID analysisId);

    /** The parts of an analysis, by number. */
    Uni<List<FindingsReported>> parts(UUID analysisId);

    /** Removes all that was kept of an analysis. */
    Uni<Void> drop(UUID analysisId);

    /** The quadrants of the plan before this analysis, of the same ref and score model; empty where there is none. */
    Uni<Map<String, Quadrant>> previousQuadrants(AnalysisCompleted completed, String scoreModel);

    /** Keeps the quadrants for the next plan, unless those of a newer commit are kept already. */
    Uni<Void> keepQuadrants(AnalysisCompleted completed, String scoreModel, Map<String, Quadrant> quadrants);

    /** Puts events into the outbox, in this order, with the trace that the transaction was begun in. */
    Uni<Void> publishAfterCommit(List<ScoringEvent> events);

    /**
     * How much of an analysis has come.
     *
     * @param completed empty until the analysis says how many parts there are
     * @param parts parts that have come
     * @param findings findings in those parts
     */
    record Progress(Optional<AnalysisCompleted> completed, int parts, int findings) {

        /**
         * The completion once every part is there.
         *
         * @throws IllegalStateException where all parts are there and hold another number of findings than was said
         */
        Optional<AnalysisCompleted> complete() {
            Optional<AnalysisCompleted> complete = completed.filter(said -> said.parts() == parts);
            complete.filter(said -> said.findings() != findings).ifPresent(said -> {
                throw new IllegalStateException("analysis %s says %d findings, its %d parts hold %d"
                        .formatted(said.analysisId(), said.findings(), parts, findings));
            });
            return complete;
        }
    }
}
