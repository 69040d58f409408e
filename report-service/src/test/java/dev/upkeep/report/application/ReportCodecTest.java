package dev.upkeep.report.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.upkeep.report.SampleAnalysis;
import dev.upkeep.report.Snapshot;
import dev.upkeep.report.domain.Report;
import dev.upkeep.report.domain.ReportAssembly;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportCodecTest {

    private final ReportCodec codec = new ReportCodec();
    private final Report report = ReportAssembly.assemble(SampleAnalysis.parts(), Optional.empty(), "0.1.0");

    @Test
    void theJsonIsTheContract() throws IOException {
        JsonNode json = new JsonMapper().readTree(codec.encode(report));

        Snapshot.matches("report.json", json.toPrettyString() + "\n");
    }

    @Test
    void whatWasWrittenReadsBack() {
        byte[] json = codec.encode(report);

        assertThat(codec.encode(codec.decode(json))).isEqualTo(json);
    }

    @Test
    void aBaselineHoldsWhatCounted() {
        assertThat(codec.baseline(codec.encode(report)).findings())
                .extracting(Report.FixedFinding::fingerprint)
                .containsExactly("fp-f1", "fp-f2", "fp-f3", "fp-f5", "fp-f4");
    }
}
