package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.domain.Limits;
import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.events.AnalysisRefused.Reason;
import java.util.List;

/** Whether a listing is small enough to be read. */
final class SizeLimits {

    private SizeLimits() {}

    static Outcome<List<SourceEntry>> check(List<SourceEntry> entries, Limits limits) {
        if (entries.size() > limits.files()) {
            return Outcome.refused(
                    Reason.TOO_LARGE,
                    "There are more than " + limits.files() + " files. Leave generated and downloaded ones out of the"
                            + " repository, or have upkeep.analyzer.limits.files raised.");
        }
        long bytes = entries.stream().mapToLong(SourceEntry::size).sum();
        if (bytes > limits.bytes()) {
            return Outcome.refused(
                    Reason.TOO_LARGE,
                    "The files are larger than " + limits.bytes() / 1_000_000 + " MB together. Leave large binaries out"
                            + " of the repository, or have upkeep.analyzer.limits.bytes raised.");
        }
        return Outcome.of(entries);
    }
}
