package dev.upkeep.report.inbound.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.upkeep.report.SampleAnalysis;
import dev.upkeep.report.Snapshot;
import dev.upkeep.report.domain.Report;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RenderingTest {

    private final Report report = SampleAnalysis.report(SampleAnalysis.parts());
    private final Report next = SampleAnalysis.report(SampleAnalysis.parts(), SampleAnalysis.weekBefore());
    private final Report empty = SampleAnalysis.report(SampleAnalysis.nothingFound());

    @Test
    void markdownSaysWhatChangedSinceTheBaseline() {
        Snapshot.matches("next-report.md", MarkdownReport.render(next));
    }

    @Test
    void markdownReadsAsWritten() {
        Snapshot.matches("report.md", MarkdownReport.render(report));
    }

    @Test
    void markdownOfAnEmptyAnalysisSaysThatNothingWasFound() {
        Snapshot.matches("nothing-found.md", MarkdownReport.render(empty));
    }

    @Test
    void textFitsATerminal() {
        String text = TextReport.render(report);

        assertThat(text.lines()).hasSizeLessThanOrEqualTo(TextReport.LINES);
        assertThat(text.lines()).allMatch(line -> line.length() <= TextReport.COLUMNS);
        assertThat(text).doesNotContain("\u001b");
        Snapshot.matches("report.txt", text);
    }

    @Test
    void csvNeitherBreaksNorRuns() {
        Snapshot.matches("report.csv", CsvReport.render(report));
    }

    @Test
    void gitLabTakesTheFindingsThatCount() {
        Snapshot.matches("report.gitlab.json", GitLabReport.render(report));
    }

    @Test
    void sarifIsValid() throws IOException {
        String sarif = SarifReport.render(report);

        Snapshot.matches("report.sarif", sarif);
        assertValid(sarif);
    }

    @Test
    void sarifKnowsTheStateAgainstTheBaseline() throws IOException {
        String sarif = SarifReport.render(next);

        Snapshot.matches("next-report.sarif", sarif);
        assertValid(sarif);
    }

    @Test
    void thePageShowsTheSameAndRunsNothing() throws IOException {
        String page = page(report);

        assertThat(page).doesNotContain("<img", "<script", "<b>devDependencies");
        Snapshot.matches("report.html", page);
    }

    @Test
    void thePageSaysWhatChangedSinceTheBaseline() throws IOException {
        assertThat(page(next))
                .contains("(new)", "(open since 2026-11-13, moved here from <code>api/src/basket.rs</code>)")
                .contains("(reopened, first seen 2026-11-13)", "(first seen 2026-11-13)");
    }

    private static String page(Report report) throws IOException {
        Engine engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addValueResolver(CodeSpans.resolver())
                .addResultMapper(new HtmlEscaper(List.of("text/html")))
                .build();
        for (String name : List.of("report.html", "card.html")) {
            engine.putTemplate(name, engine.parse(resource("/templates/" + name), Variant.forContentType("text/html")));
        }
        engine.putTemplate("card", Objects.requireNonNull(engine.getTemplate("card.html")));
        return new HtmlReport(engine).render(report).await().indefinitely();
    }

    private static void assertValid(String sarif) throws IOException {
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                        .getSchema(resource("/sarif-2.1.0.json"))
                        .validate(sarif, InputFormat.JSON))
                .isEmpty();
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(RenderingTest.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
