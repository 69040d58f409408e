package dev.upkeep.analyzer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.events.Effort;
import dev.upkeep.events.EventCodec;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.events.ReportedFinding;
import dev.upkeep.events.ReportedFinding.Fix;
import dev.upkeep.events.RuleFacts;
import dev.upkeep.events.Severity;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingPartsTest {

    private static final UUID ID = UUID.fromString("00000000-0000-5000-8000-000000000001");

    private final EventCodec codec = new EventCodec();

    @Test
    void noFindingsMakeNoPart() {
        assertThat(parts(List.of())).isEmpty();
    }

    @Test
    void allFindingsTravelInOrderAndEachPartFitsWithItsRules() {
        List<ReportedFinding> findings = IntStream.range(0, 3000)
                .mapToObj(n -> finding("f" + n, "any/rule-" + n % 7, Map.of("text", "ä".repeat(n % 400)), null))
                .toList();

        List<FindingsReported> parts = parts(findings);

        assertThat(parts).hasSizeGreaterThan(3).allSatisfy(part -> {
            assertThat(codec.encode(part).length).isLessThanOrEqualTo(EventCodec.MAX_MESSAGE_BYTES - 10_000);
            assertThat(part.rules())
                    .extracting(RuleFacts::id)
                    .containsExactlyInAnyOrderElementsOf(part.findings().stream()
                            .map(ReportedFinding::ruleId)
                            .distinct()
                            .toList());
        });
        assertThat(parts)
                .extracting(FindingsReported::part)
                .containsExactlyElementsOf(
                        IntStream.range(0, parts.size()).boxed().toList());
        assertThat(parts).flatExtracting(FindingsReported::findings).containsExactlyElementsOf(findings);
    }

    @Test
    void aFindingThatNoMessageCanCarryLosesItsFixAndThenItsFigures() {
        String large = "x".repeat(300_000);

        List<ReportedFinding> sent = parts(List.of(
                        finding("fix", "any/a", Map.of("n", 1), new Fix("mend", large)),
                        finding("data", "any/a", Map.of("text", large), null)))
                .stream()
                .flatMap(part -> part.findings().stream())
                .toList();

        assertThat(sent).extracting(ReportedFinding::id).containsExactly("fix", "data");
        assertThat(sent.getFirst().fix()).isNull();
        assertThat(sent.getFirst().data()).containsEntry("n", 1);
        assertThat(sent.getLast().data()).containsOnlyKeys("omitted");
    }

    private static List<FindingsReported> parts(List<ReportedFinding> findings) {
        return FindingParts.of(ID, "repository", findings, FindingPartsTest::rule);
    }

    private static RuleFacts rule(String id) {
        return new RuleFacts(id, "Title", "code-quality", Severity.LOW, new Effort(1, 1, false), false, true, "Do it.");
    }

    private static ReportedFinding finding(String id, String rule, Map<String, Object> data, @Nullable Fix fix) {
        return new ReportedFinding(
                id,
                "0".repeat(64),
                rule,
                Severity.LOW,
                1,
                "message",
                "path",
                1,
                1,
                "production",
                "",
                "",
                data,
                null,
                null,
                null,
                fix,
                null);
    }
}
