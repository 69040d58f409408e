package dev.upkeep.report.inbound.rendering;

import dev.upkeep.report.domain.Finding;
import dev.upkeep.report.domain.Report;
import dev.upkeep.report.domain.Wording;
import dev.upkeep.report.inbound.rendering.ReportPage.Fact;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has changed since the baseline, in words; where there is none, all is new and nothing is said. */
final class ChangeWords {

    private final Report report;
    private final Map<String, Finding> byId;

    ChangeWords(Report report) {
        this.report = report;
        this.byId = report.findings().stream()
                .collect(Collectors.toMap(Finding::id, Function.identity(), (first, _) -> first));
    }

    /** The status of a finding and since when it has had it; null where there is nothing to say. */
    @Nullable
    String of(String findingId) {
        Finding finding = byId.get(findingId);
        if (finding == null || report.baseline() == null) {
            return null;
        }
        return switch (finding.status()) {
            case NEW -> "new";
            case OPEN -> "open since " + day(finding.since()) + from(finding);
            case REOPENED -> "reopened, first seen " + day(finding.firstSeen());
            case SUPPRESSED -> "suppressed since " + day(finding.since());
        };
    }

    /** How long a finding that is fixed now was known. */
    String of(Report.FixedFinding finding) {
        return "first seen " + day(finding.firstSeen());
    }

    /** The counts for the top of the page. */
    List<Fact> glance() {
        return report.baseline() == null
                ? List.of()
                : Stream.of("new", "reopened", "fixed")
                        .map(status -> new Fact(
                                status.substring(0, 1).toUpperCase(Locale.ROOT) + status.substring(1),
                                Wording.number(report.summary().byStatus().getOrDefault(status, 0))))
                        .toList();
    }

    /** A sentence on findings that nobody looked at. */
    Optional<String> unseen() {
        int unseen = report.summary().unseen();
        return unseen == 0
                ? Optional.empty()
                : Optional.of(Wording.count(unseen, "finding") + " of earlier reports "
                        + (unseen == 1 ? "was" : "were")
                        + " not looked at this time, because the rule is off or the file was skipped, and "
                        + (unseen == 1 ? "keeps its" : "keep their") + " state.");
    }

    private static String from(Finding finding) {
        return finding.movedFrom() == null ? "" : ", moved here from `" + Wording.printable(finding.movedFrom()) + "`";
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
