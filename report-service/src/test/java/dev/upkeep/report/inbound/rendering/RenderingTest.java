package dev.upkeep.report.inbound.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.upkeep.report.SampleAnalysis;
import dev.upkeep.report.Snapshot;
import dev.upkeep.report.domain.Report;
import dev.upkeep.report.domain.ReportAssembly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenderingTest {

    private final Report report = ReportAssembly.assemble(SampleAnalysis.parts(), Optional.empty(), "0.1.0");
    private final Report empty = ReportAssembly.assemble(SampleAnalysis.nothingFound(), Optional.empty(), "0.1.0");

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
