package dev.upkeep.report.domain;

import dev.upkeep.report.domain.Report.BaselineRef;
import java.util.List;

/**
 * What is remembered of a repository's findings after one analysis: those that were there, and those that went within
 * the last weeks. Written once with the report of that analysis and never changed: the next analysis makes its own out
 * of it. So neither a refused analysis nor one of an older commit that ends late can touch what newer ones know.
 *
 * @param ref the analysis
 */
public record FindingLedger(BaselineRef ref, List<LedgerEntry> entries) {}
