package dev.upkeep.scoring.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.events.EventCodec;
import dev.upkeep.events.FindingsScored;
import dev.upkeep.events.FindingsScored.FindingScore;
import dev.upkeep.scoring.domain.ScoredPlan;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScorePartsTest {

    private static final UUID ANALYSIS = new UUID(0, 1);

    private final ScoreParts parts = new ScoreParts();

    @Test
    void partsAreNumberedHoldEverythingOnceAndStayAQuarterBelowTheLimit() {
        List<FindingScore> scores = IntStream.range(0, 9_000)
                .mapToObj(i -> new FindingScore("ä-finding-" + i, 1.5, "improvement-" + i))
                .toList();

        List<FindingsScored> cut = parts.of(ANALYSIS, "repository", new ScoredPlan(List.of(), scores, List.of()));

        assertThat(cut).hasSizeGreaterThan(2);
        assertThat(cut)
                .extracting(FindingsScored::part)
                .containsExactlyElementsOf(
                        IntStream.range(0, cut.size()).boxed().toList());
        assertThat(cut.stream().flatMap(part -> part.findings().stream())).containsExactlyElementsOf(scores);
        EventCodec codec = new EventCodec();
        assertThat(cut)
                .allSatisfy(part -> assertThat(codec.encode(part).length)
                        .isLessThanOrEqualTo(EventCodec.MAX_MESSAGE_BYTES * 3 / 4));
    }

    @Test
    void withoutFindingsThereAreNoParts() {
        assertThat(parts.of(ANALYSIS, "repository", new ScoredPlan(List.of(), List.of(), List.of())))
                .isEmpty();
    }
}
