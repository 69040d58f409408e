package dev.upkeep.analyzer.domain;

import dev.upkeep.events.AnalysisRefused.Reason;

/**
 * The answer is no. Nothing is broken, so it is a value and no exception.
 *
 * @param detail what happened and what to do, for people
 */
public record Refusal(Reason reason, String detail) {}
