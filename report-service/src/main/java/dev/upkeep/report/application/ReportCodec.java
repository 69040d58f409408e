package dev.upkeep.report.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.upkeep.events.Improvement.Quadrant;
import dev.upkeep.events.Severity;
import dev.upkeep.report.domain.Finding;
import dev.upkeep.report.domain.FindingLedger;
import dev.upkeep.report.domain.Kpi;
import dev.upkeep.report.domain.LedgerEntry;
import dev.upkeep.report.domain.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/**
 * The report JSON, {@code application/vnd.upkeep.report+json;version=1}: written once when the report is materialised,
 * stored and served as those bytes. So is the ledger of findings, which nobody outside reads. Thread-safe.
 */
public final class ReportCodec {

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(Severity.class, KebabCase.class)
            .addMixIn(Quadrant.class, KebabCase.class)
            .addMixIn(Finding.Status.class, KebabCase.class)
            .addMixIn(LedgerEntry.State.class, KebabCase.class)
            .addMixIn(Kpi.Status.class, KebabCase.class)
            .build();

    /** UTF-8 JSON; equal reports give equal bytes. */
    public byte[] encode(Report report) {
        return write(report, report.analysis().id());
    }

    /** The report that was encoded. */
    public Report decode(byte[] json) {
        return read(json, Report.class);
    }

    /** UTF-8 JSON; equal ledgers give equal bytes. */
    public byte[] encode(FindingLedger ledger) {
        return write(ledger, ledger.ref().analysisId());
    }

    /** The ledger that was encoded. */
    public FindingLedger ledger(byte[] json) {
        return read(json, FindingLedger.class);
    }

    private byte[] write(Object document, UUID analysisId) {
        try {
            return mapper.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot encode what was found by " + analysisId, e);
        }
    }

    private <T> T read(byte[] json, Class<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored report does not parse", e);
        }
    }

    /** {@code QUICK_WIN} is {@code quick-win}. */
    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    private interface KebabCase {}
}
