package dev.upkeep.report.inbound.rendering;

import dev.upkeep.report.domain.Report;
import dev.upkeep.report.domain.Wording;
import dev.upkeep.report.inbound.rendering.ReportPage.Card;
import dev.upkeep.report.inbound.rendering.ReportPage.Chapter;
import dev.upkeep.report.inbound.rendering.ReportPage.Cut;
import dev.upkeep.report.inbound.rendering.ReportPage.PhaseRow;
import dev.upkeep.report.inbound.rendering.ReportPage.Place;
import dev.upkeep.report.inbound.rendering.ReportPage.Target;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as Markdown in GitHub's flavour. */
public final class MarkdownReport {

    private final StringBuilder out = new StringBuilder(16 * 1024);
    private final ReportPage page;

    private MarkdownReport(ReportPage page) {
        this.page = page;
    }

    /** The report, ending in a line feed. */
    public static String render(Report report) {
        return new MarkdownReport(ReportLayout.of(report)).render();
    }

    private String render() {
        head();
        critical();
        chapters();
        plan();
        targets();
        balance();
        fixed();
        method();
        return out.toString();
    }

    private void head() {
        line("# Optimisation report: " + MarkdownText.inline(page.title()));
        blank();
        line(MarkdownText.inline(page.subtitle()));
        section("Executive summary");
        page.headlines().forEach(headline -> line("- " + MarkdownText.inline(headline)));
        blank();
        row(page.glance().stream().map(ReportPage.Fact::name).toList());
        row(page.glance().stream().map(_ -> "---:").toList());
        row(page.glance().stream().map(ReportPage.Fact::value).toList());
    }

    private void critical() {
        section("Critical issues");
        if (page.critical().shown().isEmpty()) {
            line("Nothing that was found is critical.");
            return;
        }
        page.critical().shown().forEach(this::card);
        more(page.critical(), "recommendation");
    }

    private void chapters() {
        section("Opportunities");
        if (page.chapters().isEmpty()) {
            line("No rule found anything to improve.");
        }
        for (Chapter chapter : page.chapters()) {
            blank();
            line("### " + MarkdownText.inline(chapter.title()));
            blank();
            line(chapter.intro());
            chapter.cards().shown().forEach(this::card);
            more(chapter.cards(), "recommendation");
        }
        page.notRanked().forEach(sentence -> {
            blank();
            line(MarkdownText.inline(sentence));
        });
    }

    private void card(Card card) {
        blank();
        line("#### " + MarkdownText.inline(card.title()));
        blank();
        line(card.facts() + ".");
        blank();
        line(MarkdownText.inline(card.rationale()));
        blank();
        card.evidence().forEach(this::place);
        if (card.moreEvidence() != null) {
            line("- " + card.moreEvidence());
        }
        if (!card.steps().isEmpty()) {
            blank();
            line("What to do:");
            blank();
            int number = 1;
            for (String step : card.steps()) {
                line(number++ + ". " + MarkdownText.inline(step));
            }
        }
        if (card.counterfactual() != null) {
            blank();
            line(MarkdownText.inline(card.counterfactual()));
        }
    }

    private void place(Place place) {
        String standing = place.standing() == null ? "" : " (" + MarkdownText.inline(place.standing()) + ")";
        line("- " + MarkdownText.place(place) + " " + MarkdownText.inline(place.message()) + standing);
    }

    private void plan() {
        section("Plan");
        if (page.plan().phases().isEmpty()) {
            line("There is nothing to plan.");
            return;
        }
        line(page.plan().intro());
        blank();
        row(List.of("Phase", "Recommendations", "Effort", "Share of impact"));
        row(List.of("---", "---:", "---:", "---:"));
        page.plan()
                .phases()
                .forEach(phase -> row(List.of(
                        MarkdownText.inline(phase.name()),
                        Integer.toString(phase.recommendations()),
                        phase.duration(),
                        phase.share())));
        page.plan().phases().stream()
                .filter(phase -> !phase.titles().shown().isEmpty())
                .forEach(this::phase);
    }

    private void phase(PhaseRow phase) {
        blank();
        line("**Phase " + MarkdownText.inline(phase.name()) + "**");
        blank();
        phase.titles().shown().forEach(title -> line("- " + MarkdownText.inline(title)));
        more(phase.titles(), "recommendation");
    }

    private void targets() {
        if (page.targets().isEmpty()) {
            return;
        }
        section("Targets and measured values");
        row(List.of("Target", "Wanted", "Measured", "Status", "Source"));
        row(List.of("---", "---:", "---:", "---", "---"));
        for (Target target : page.targets()) {
            row(List.of(
                    MarkdownText.inline(target.name()),
                    MarkdownText.inline(target.target()),
                    MarkdownText.inline(target.actual()),
                    target.status(),
                    MarkdownText.code(target.source())));
        }
    }

    private void balance() {
        if (page.balance().costs().shown().isEmpty()) {
            return;
        }
        section("Cost and benefit");
        line("Recommendations by impact (rows) and effort (columns):");
        blank();
        row(concat("Impact", page.balance().efforts()));
        row(concat("---", page.balance().efforts().stream().map(_ -> "---:").toList()));
        page.balance().rows().forEach(counts -> row(concat(counts.impact(), counts.counts())));
        blank();
        line("The best by impact for effort:");
        blank();
        row(List.of("Recommendation", "Impact", "Effort", "Quadrant", "Phase"));
        row(List.of("---", "---", "---", "---", "---:"));
        page.balance()
                .costs()
                .shown()
                .forEach(cost -> row(List.of(
                        MarkdownText.inline(cost.title()),
                        cost.impact(),
                        cost.effort(),
                        cost.quadrant(),
                        cost.phase())));
        more(page.balance().costs(), "recommendation");
    }

    private void fixed() {
        if (page.fixed().shown().isEmpty()) {
            return;
        }
        section("Fixed since the last report");
        page.fixed().shown().forEach(this::place);
        more(page.fixed(), "finding");
    }

    private void method() {
        section("How it was measured");
        page.method().forEach(fact -> line("- " + fact.name() + ": " + MarkdownText.inline(fact.value())));
        if (page.skipped().shown().isEmpty()) {
            return;
        }
        blank();
        line("Skipped files:");
        blank();
        page.skipped()
                .shown()
                .forEach(
                        file -> line("- " + MarkdownText.code(file.path()) + " " + MarkdownText.inline(file.reason())));
        more(page.skipped(), "file");
    }

    private void section(String title) {
        blank();
        line("## " + title);
        blank();
    }

    private void more(Cut<?> cut, String noun) {
        if (cut.more() > 0) {
            blank();
            line("… and " + Wording.count(cut.more(), "more " + noun) + " (the JSON report has all).");
        }
    }

    private static List<String> concat(String first, List<String> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    private void row(List<String> cells) {
        line(cells.stream().map(MarkdownText::cell).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void blank() {
        if (out.length() < 2 || out.charAt(out.length() - 2) != '\n') {
            out.append('\n');
        }
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
