package dev.upkeep.analyzer.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.analyzer.application.AnalyzeRepository.Bounds;
import dev.upkeep.analyzer.application.Fakes.InMemory;
import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.engine.Analyzer;
import dev.upkeep.engine.ResultCache;
import dev.upkeep.engine.RuleGroups;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.AnalysisProgressed;
import dev.upkeep.events.AnalysisRefused;
import dev.upkeep.events.AnalysisRefused.Reason;
import dev.upkeep.events.AnalysisStarted;
import dev.upkeep.events.Event;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.RepositoryChanged.Trigger;
import dev.upkeep.events.RepositoryRef;
import dev.upkeep.platform.failure.TransientFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AnalyzeRepositoryTest {

    private static final Analyzer ENGINE = new Analyzer(RuleCatalog.load(), RuleGroups.all(), ResultCache.NONE, 1);

    private final Fakes.Events events = new Fakes.Events();
    private final Fakes.Ledger ledger = new Fakes.Ledger();
    private final Fakes.Untraced stages = new Fakes.Untraced();
    private final RepositoryChanged change = Fakes.change("c", "r", "HEAD", Trigger.SCAN);

    @AfterAll
    static void stop() {
        ENGINE.close();
    }

    @Test
    void anAnalysisStartsReportsAllFindingsInPartsAndCompletesWithTheirTotals() {
        useCase(InMemory.of(Map.of("src/main.rs", "fn main() { read().unwrap(); }", "a.json", "{")), WIDE)
                .analyze(change, stages);

        List<Event> facts = facts();
        AnalysisCompleted completed = (AnalysisCompleted) facts.getLast();
        List<FindingsReported> parts = facts.stream()
                .filter(FindingsReported.class::isInstance)
                .map(FindingsReported.class::cast)
                .toList();
        assertThat(facts.getFirst()).isInstanceOf(AnalysisStarted.class);
        assertThat(facts).hasSize(parts.size() + 2);
        assertThat(completed.parts()).isEqualTo(parts.size());
        assertThat(parts).flatExtracting(FindingsReported::findings).hasSize(completed.findings());
        assertThat(completed.analysisId()).isEqualTo(change.changeId());
        assertThat(completed.requestedAt()).isEqualTo(change.occurredAt());
        assertThat(completed.traceId()).isEqualTo("0123456789abcdef0123456789abcdef");
        assertThat(completed.coverage().files()).isEqualTo(2);
        assertThat(completed.rulesetVersion()).isEqualTo(ENGINE.rulesetVersion());
        assertThat(ledger.attempts).isEmpty();
    }

    @Test
    void everyStageIsASpanAndIsShownToWhoeverWaits() {
        useCase(InMemory.of(Map.of("a.txt", "1")), WIDE).analyze(change, stages);

        assertThat(stages.names).containsExactly("mirror", "list", "parse", "history", "repository-rules", "publish");
        assertThat(events.said)
                .filteredOn(AnalysisProgressed.class::isInstance)
                .extracting(event -> ((AnalysisProgressed) event).stage().name())
                .containsExactly("MIRROR", "LIST", "PARSE", "REPOSITORY_RULES", "PUBLISH");
    }

    @Test
    void aRefusedRepositoryIsRefusedWithItsReason() {
        useCase(refusing(), WIDE).analyze(change, stages);

        assertThat(refusal().reason()).isEqualTo(Reason.EMPTY_REPOSITORY);
        assertThat(refusal().detail()).isEqualTo("Commit something.");
    }

    @Test
    void anInvalidConfigurationIsRefusedWithItsLine() {
        useCase(InMemory.of(Map.of(".upkeep.yaml", "budget: [\n")), WIDE).analyze(change, stages);

        assertThat(refusal().reason()).isEqualTo(Reason.INVALID_CONFIGURATION);
        assertThat(refusal().detail()).contains("line ");
    }

    @Test
    void whatKilledTheAnalyserThreeTimesIsNotTriedAgain() {
        AnalyzeRepository useCase = useCase(InMemory.of(Map.of("a.txt", "1")), WIDE);
        for (int death = 0; death < 3; death++) {
            ledger.begin(change.changeId());
        }

        useCase.analyze(change, stages);

        assertThat(refusal().reason()).isEqualTo(Reason.INTERNAL_ERROR);
        assertThat(refusal().detail()).contains("started 3 times", "died without a word");
    }

    @Test
    void aTransientFailureComesBackUntilItIsRefusedWithItsLastReason() {
        AnalyzeRepository useCase = useCase(failing(), WIDE);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> useCase.analyze(change, stages)).isInstanceOf(TransientFailure.class);
        }

        useCase.analyze(change, stages);

        assertThat(refusal().detail()).contains("the disk is full");
        assertThat(ledger.attempts).isEmpty();
    }

    @Test
    void anAnalysisThatTakesTooLongIsStoppedAndRefused() {
        useCase(sleeping(), Duration.ofMillis(50)).analyze(change, stages);

        assertThat(refusal().reason()).isEqualTo(Reason.TOO_SLOW);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private static final Duration WIDE = Duration.ofMinutes(2);

    private AnalyzeRepository useCase(RepositorySource source, Duration time) {
        Bounds bounds = new Bounds(Clock.fixed(Fakes.NOW, ZoneOffset.UTC), time, 3);
        return new AnalyzeRepository(source, ENGINE, events, ledger, bounds);
    }

    private List<Event> facts() {
        return events.said.stream()
                .filter(event -> !(event instanceof AnalysisProgressed))
                .toList();
    }

    private AnalysisRefused refusal() {
        return (AnalysisRefused) facts().getLast();
    }

    private static RepositorySource refusing() {
        return new Source(() -> Outcome.refused(Reason.EMPTY_REPOSITORY, "Commit something."));
    }

    private static RepositorySource failing() {
        return new Source(() -> {
            throw new TransientFailure("the disk is full", null);
        });
    }

    private static RepositorySource sleeping() {
        return new Source(() -> {
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new TransientFailure("interrupted", e);
            }
            return Outcome.refused(Reason.NOT_FOUND, "slept through");
        });
    }

    /** Opens by whatever the test wants to happen. */
    private record Source(Supplier<Outcome<OpenedRepository>> behaviour) implements RepositorySource {

        @Override
        public Outcome<OpenedRepository> open(RepositoryRef repository, String ref, @Nullable String commit) {
            return behaviour.get();
        }

        @Override
        public void forget(RepositoryRef repository) {
            throw new UnsupportedOperationException();
        }
    }
}
