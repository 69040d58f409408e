package dev.upkeep.events;

import java.util.UUID;

/** What scoring says of one analysis: the facts of {@code upkeep.scoring}. */
public sealed interface ScoringEvent extends Event permits FindingsScored, PlanScored {

    /** The analysis whose findings were scored. */
    UUID analysisId();
}
