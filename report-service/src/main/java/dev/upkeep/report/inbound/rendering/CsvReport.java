package dev.upkeep.report.inbound.rendering;

import dev.upkeep.report.domain.Finding;
import dev.upkeep.report.domain.Report;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The findings as a table (RFC 4180: CRLF, quotes doubled). A cell that a spreadsheet would run as a formula begins
 * with an apostrophe, which spreadsheets do not show.
 */
public final class CsvReport {

    private static final List<String> COLUMNS = List.of(
            "id",
            "rule",
            "category",
            "severity",
            "confidence",
            "status",
            "context",
            "path",
            "start_line",
            "end_line",
            "message",
            "impact",
            "recommendation",
            "suppression",
            "fingerprint",
            "first_seen",
            "since");

    private CsvReport() {}

    /** The table with its heading. */
    public static String render(Report report) {
        return Stream.concat(Stream.of(COLUMNS), report.findings().stream().map(CsvReport::cells))
                .map(cells -> cells.stream().map(CsvReport::cell).collect(Collectors.joining(",", "", "\r\n")))
                .collect(Collectors.joining());
    }

    private static List<String> cells(Finding finding) {
        return List.of(
                finding.id(),
                finding.ruleId(),
                finding.category(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                Double.toString(finding.confidence()),
                finding.status().name().toLowerCase(Locale.ROOT),
                finding.context(),
                finding.path(),
                Integer.toString(finding.startLine()),
                Integer.toString(finding.endLine()),
                finding.message(),
                Double.toString(finding.impact()),
                orEmpty(finding.recommendationId()),
                orEmpty(finding.suppression()),
                finding.fingerprint(),
                finding.firstSeen().toString(),
                finding.since().toString());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String cell(String value) {
        String safe = startsFormula(value) ? "'" + value : value;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    private static boolean startsFormula(String value) {
        return !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0;
    }
}
