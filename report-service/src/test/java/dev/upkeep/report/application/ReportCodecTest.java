package dev.upkeep.report.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.upkeep.report.SampleAnalysis;
import dev.upkeep.report.Snapshot;
import dev.upkeep.report.domain.FindingLedger;
import dev.upkeep.report.domain.Report;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReportCodecTest {

    private final ReportCodec codec = new ReportCodec();
    private final Report report = SampleAnalysis.report(SampleAnalysis.parts());

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
    void aLedgerReadsBack() {
        FindingLedger ledger = SampleAnalysis.weekBefore();

        assertThat(codec.ledger(codec.encode(ledger))).isEqualTo(ledger);
    }
}
