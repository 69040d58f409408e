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
import dev.upkeep.report.domain.Baseline;
import dev.upkeep.report.domain.Finding;
import dev.upkeep.report.domain.Kpi;
import dev.upkeep.report.domain.Report;
import dev.upkeep.report.domain.Report.BaselineRef;
import dev.upkeep.report.domain.Report.FixedFinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The report JSON, {@code application/vnd.upkeep.report+json;version=1}: written once when the report is materialised,
 * stored and served as those bytes. Thread-safe.
 */
public final class ReportCodec {

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(Severity.class, KebabCase.class)
            .addMixIn(Quadrant.class, KebabCase.class)
            .addMixIn(Finding.Status.class, KebabCase.class)
            .addMixIn(Kpi.Status.class, KebabCase.class)
            .build();

    /** UTF-8 JSON; equal reports give equal bytes. */
    public byte[] encode(Report report) {
        try {
            return mapper.writeValueAsBytes(report);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    "cannot encode the report of " + report.analysis().id(), e);
        }
    }

    /** The report that {@link #encode} wrote. */
    public Report decode(byte[] json) {
        return read(json, Report.class);
    }

    /** What a later report is compared with; reads of the JSON only what that needs. */
    public Baseline baseline(byte[] json) {
        Slim slim = read(json, Slim.class);
        List<FixedFinding> findings = slim.findings().stream()
                .filter(finding -> finding.suppression() == null)
                .map(finding -> new FixedFinding(
                        finding.fingerprint(),
                        finding.ruleId(),
                        finding.message(),
                        finding.path(),
                        finding.startLine()))
                .toList();
        return new Baseline(new BaselineRef(slim.analysis().id(), slim.commit().sha()), findings);
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

    private record Slim(SlimAnalysis analysis, SlimCommit commit, List<SlimFinding> findings) {}

    private record SlimAnalysis(UUID id) {}

    private record SlimCommit(String sha) {}

    private record SlimFinding(
            String fingerprint,
            String ruleId,
            String message,
            String path,
            int startLine,
            @Nullable String suppression) {}
}
