package dev.upkeep.report.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.events.AnalysisProgressed;
import dev.upkeep.events.AnalysisRefused;
import dev.upkeep.events.AnalysisStage;
import dev.upkeep.report.SampleAnalysis;
import dev.upkeep.report.domain.Run.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:10Z");

    private final AnalysisParts parts = SampleAnalysis.parts();
    private final Run unknown = Run.unknown(parts.completed().analysisId(), "shop", NOW);

    @Test
    void aRunIsCompleteWhenAllPartsAreThereInAnyOrder() {
        Run run = unknown.with(parts.plan(), NOW)
                .with(parts.findings().getLast(), NOW)
                .with(parts.completed(), NOW)
                .with(parts.scores().getFirst(), NOW);

        assertThat(run.complete()).isFalse();
        assertThat(run.with(parts.findings().getFirst(), NOW).complete()).isTrue();
    }

    @Test
    void anAnalysisWithoutFindingsIsCompleteWithoutParts() {
        AnalysisParts nothing = SampleAnalysis.nothingFound();
        Run run = Run.unknown(nothing.completed().analysisId(), "shop", NOW)
                .with(nothing.completed(), NOW)
                .with(nothing.plan(), NOW);

        assertThat(run.complete()).isTrue();
    }

    @Test
    void progressNeverGoesBack() {
        Run run = unknown.with(progressed(AnalysisStage.PARSE, 90), NOW)
                .with(progressed(AnalysisStage.PARSE, 40), NOW)
                .with(progressed(AnalysisStage.MIRROR, 1), NOW);

        assertThat(run.stage()).isEqualTo(AnalysisStage.PARSE);
        assertThat(run.done()).isEqualTo(90);
        assertThat(run.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aRefusedRunStaysRefusedAndSaysWhy() {
        AnalysisRefused refused = new AnalysisRefused(
                parts.completed().analysisId(),
                parts.completed().repository(),
                "HEAD",
                AnalysisRefused.Reason.UNKNOWN_REF,
                "There is no ref of this name.",
                NOW,
                null);

        Run run = unknown.with(refused, NOW).with(progressed(AnalysisStage.PARSE, 1), NOW);

        assertThat(run.state()).isEqualTo(State.REFUSED);
        assertThat(run.reason()).isEqualTo("UNKNOWN_REF");
        assertThat(run.with(parts.plan(), NOW).state()).isEqualTo(State.REFUSED);
    }

    @Test
    void aMaterialisedRunIsNeverCompleteAgain() {
        Run run = unknown.with(parts.completed(), NOW).materialised(NOW);

        assertThat(run.state()).isEqualTo(State.COMPLETED);
        assertThat(run.complete()).isFalse();
        assertThat(run.endedAt()).isEqualTo(NOW);
    }

    private AnalysisProgressed progressed(AnalysisStage stage, int done) {
        return new AnalysisProgressed(parts.completed().analysisId(), "shop", stage, done, 100);
    }
}
