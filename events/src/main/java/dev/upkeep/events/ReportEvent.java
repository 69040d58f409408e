package dev.upkeep.events;

/** What the report service says: the facts of {@code upkeep.report}. */
public sealed interface ReportEvent extends Event permits ReportMaterialised {}
