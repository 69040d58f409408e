package dev.upkeep.report.inbound.rendering;

import dev.upkeep.events.Improvement.Evidence;
import dev.upkeep.report.domain.Plan.Phase;
import dev.upkeep.report.domain.Recommendation;
import dev.upkeep.report.domain.Report;
import dev.upkeep.report.domain.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The report for a terminal: the headlines, what to do first with its places, and where the rest is. */
public final class TextReport {

    /** No line is longer. */
    static final int COLUMNS = 100;

    /** No report is longer. */
    static final int LINES = 60;

    private static final int CRITICAL = 6;
    private static final int QUICK_WINS = 8;
    private static final int PLACES = 2;

    private final List<String> lines = new ArrayList<>();
    private final Report report;
    private final Map<String, Recommendation> byId;

    private TextReport(Report report) {
        this.report = report;
        this.byId = report.recommendations().stream()
                .collect(Collectors.toMap(Recommendation::id, Function.identity(), (first, _) -> first));
    }

    /** The report, at most {@value #LINES} lines of {@value #COLUMNS} columns. */
    public static String render(Report report) {
        return new TextReport(report).render();
    }

    private String render() {
        add(
                "",
                Wording.printable(report.repository().name()) + " at "
                        + Wording.shortSha(report.commit().sha()));
        lines.add("");
        report.summary().headlines().forEach(headline -> wrapped("- ", headline));
        String broken = report.metrics().engine().get("custom rules");
        if (broken != null) {
            wrapped("- ", "Rules of this repository need a hand: " + broken);
        }
        phase(0, CRITICAL);
        phase(1, QUICK_WINS);
        later();
        lines.add("");
        add("", "The whole report: --format markdown, html, json, sarif, csv or gitlab.");
        return lines.stream().limit(LINES).collect(Collectors.joining("\n", "", "\n"));
    }

    private void phase(int number, int most) {
        report.plan().phases().stream()
                .filter(phase ->
                        phase.number() == number && !phase.recommendationIds().isEmpty())
                .findFirst()
                .ifPresent(phase -> phase(phase, most));
    }

    private void phase(Phase phase, int most) {
        lines.add("");
        add(
                "",
                "Phase " + phase.number() + ", " + phase.name() + ": "
                        + Wording.count(phase.recommendationIds().size(), "recommendation") + ", about "
                        + Wording.duration(phase.minutes()) + ", " + Wording.share(phase.impactShare())
                        + " of the impact");
        phase.recommendationIds().stream()
                .limit(most)
                .map(byId::get)
                .filter(Objects::nonNull)
                .forEach(this::recommendation);
        int more = phase.recommendationIds().size() - most;
        if (more > 0) {
            add("  ", "… and " + Wording.number(more) + " more");
        }
    }

    private void recommendation(Recommendation recommendation) {
        add(
                "  ",
                "[" + recommendation.impact().level() + ", "
                        + Wording.duration(recommendation.effort().minutes().likely()) + "] "
                        + Wording.oneLine(recommendation.title()));
        recommendation.evidence().stream().limit(PLACES).forEach(this::place);
        int more = recommendation.findings()
                - Math.min(PLACES, recommendation.evidence().size());
        if (more > 0) {
            add("      ", "and " + Wording.number(more) + " more in " + Wording.count(recommendation.files(), "file"));
        }
    }

    private void place(Evidence evidence) {
        add("      ", Wording.place(evidence.path(), evidence.line()) + "  " + Wording.oneLine(evidence.message()));
    }

    private void later() {
        List<Phase> later = report.plan().phases().stream()
                .filter(phase ->
                        phase.number() > 1 && !phase.recommendationIds().isEmpty())
                .toList();
        if (later.isEmpty()) {
            return;
        }
        lines.add("");
        wrapped(
                "",
                "Later: "
                        + later.stream()
                                .map(phase -> phase.name() + " "
                                        + phase.recommendationIds().size() + " (" + Wording.duration(phase.minutes())
                                        + ")")
                                .collect(Collectors.joining(", ")));
    }

    /** One line, cut where it is too long. */
    private void add(String indent, String text) {
        String line = indent + text;
        lines.add(line.length() <= COLUMNS ? line : line.substring(0, COLUMNS - 1) + "…");
    }

    /** A sentence over as many lines as it needs, at most four. */
    private void wrapped(String bullet, String text) {
        String rest = Wording.oneLine(text);
        String indent = bullet;
        for (int line = 0; line < 4 && !rest.isEmpty(); line++) {
            int width = COLUMNS - indent.length();
            int cut = rest.length() <= width ? rest.length() : rest.lastIndexOf(' ', width);
            int end = cut <= 0 ? Math.min(width, rest.length()) : cut;
            lines.add(indent + rest.substring(0, end));
            rest = rest.substring(end).strip();
            indent = " ".repeat(bullet.length());
        }
    }
}
