package dev.upkeep.analyzer.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.analyzer.application.AnalysisQueue.Lane;
import dev.upkeep.analyzer.application.AnalyzeRepository.Bounds;
import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.engine.Analyzer;
import dev.upkeep.engine.ResultCache;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.events.AnalysisEvent;
import dev.upkeep.events.AnalysisRefused;
import dev.upkeep.events.AnalysisRefused.Reason;
import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.RepositoryChanged.Trigger;
import dev.upkeep.events.RepositoryRef;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads are a list of tasks here: a task that is in the list is in flight, and ends when the test runs it. */
class AnalysisQueueTest {

    private final Fakes.Events events = new Fakes.Events();
    private final Deque<Runnable> inFlight = new ArrayDeque<>();
    private final List<CompletableFuture<Void>> messages = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private final Analyzer engine = new Analyzer(RuleCatalog.load(), List.of(), ResultCache.NONE, 1);
    private final AnalysisQueue queue = queue();

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void oneRepositoryIsAnalysedOnceAtATimeAndOthersBesideIt() {
        submit("1", "a", "refs/heads/main", Trigger.SCAN, Lane.PUSH);
        submit("2", "a", "refs/heads/main", Trigger.SCAN, Lane.PUSH);
        submit("3", "b", "refs/heads/main", Trigger.SCAN, Lane.PUSH);
        assertThat(inFlight).hasSize(2);

        runAll();

        assertThat(opened).containsExactly("a", "b", "a");
    }

    @Test
    void aLaneTakesNoMoreThanItsShare() {
        submit("1", "a", "HEAD", Trigger.SWEEP, Lane.BACKFILL);
        submit("2", "b", "HEAD", Trigger.SWEEP, Lane.BACKFILL);
        submit("3", "c", "HEAD", Trigger.PUSH, Lane.PUSH);
        assertThat(inFlight).hasSize(2);

        runAll();

        assertThat(opened).containsExactly("a", "c", "b");
    }

    @Test
    void aNewerPushOfTheSameRefReplacesTheOneThatStillWaits() {
        submit("1", "a", "refs/heads/main", Trigger.PUSH, Lane.PUSH);
        submit("2", "a", "refs/heads/main", Trigger.PUSH, Lane.PUSH);
        submit("3", "a", "refs/heads/topic", Trigger.PUSH, Lane.PUSH);
        submit("4", "a", "refs/heads/main", Trigger.PUSH, Lane.PUSH);

        runAll();

        assertThat(opened).hasSize(3);
        assertThat(messages).allMatch(CompletableFuture::isDone).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(refusals(Reason.SUPERSEDED))
                .singleElement()
                .satisfies(refused -> assertThat(refused.analysisId())
                        .isEqualTo(change("2", "a", "refs/heads/main", Trigger.PUSH)
                                .changeId()));
    }

    @Test
    void whoeverAskedForAScanGetsAnAnswerOfTheirOwn() {
        submit("1", "a", "HEAD", Trigger.SCAN, Lane.PUSH);
        submit("2", "a", "HEAD", Trigger.SCAN, Lane.PUSH);
        submit("3", "a", "HEAD", Trigger.SCAN, Lane.PUSH);

        runAll();

        assertThat(refusals(Reason.SUPERSEDED)).isEmpty();
        assertThat(opened).hasSize(3);
    }

    @Test
    void aDefectIsToldToWhoeverWaitsAndFailsTheMessage() {
        submit("1", "defect", "HEAD", Trigger.SCAN, Lane.PUSH);
        submit("2", "a", "HEAD", Trigger.SCAN, Lane.PUSH);

        runAll();

        assertThat(messages.getFirst()).isCompletedExceptionally();
        assertThat(messages.getLast()).isCompleted();
        assertThat(refusals(Reason.INTERNAL_ERROR)).hasSize(1);
    }

    private void submit(String id, String repository, String ref, Trigger trigger, Lane lane) {
        messages.add(queue.submit(change(id, repository, ref, trigger), lane, new Fakes.Untraced())
                .subscribeAsCompletionStage());
    }

    private static RepositoryChanged change(String id, String repository, String ref, Trigger trigger) {
        return Fakes.change(id, repository, ref, trigger);
    }

    private void runAll() {
        while (!inFlight.isEmpty()) {
            inFlight.removeFirst().run();
        }
    }

    private List<AnalysisRefused> refusals(Reason reason) {
        return events.said.stream()
                .map(AnalysisEvent.class::cast)
                .filter(AnalysisRefused.class::isInstance)
                .map(AnalysisRefused.class::cast)
                .filter(refused -> refused.reason() == reason)
                .toList();
    }

    private AnalysisQueue queue() {
        Clock clock = Clock.fixed(Fakes.NOW, ZoneOffset.UTC);
        AnalyzeRepository useCase = new AnalyzeRepository(
                new Doors(), engine, events, new Fakes.Ledger(), new Bounds(clock, Duration.ofMinutes(1), 3));
        return new AnalysisQueue(useCase, events, clock, inFlight::addLast, Map.of(Lane.PUSH, 2, Lane.BACKFILL, 1));
    }

    /** Notes who was opened, and refuses everybody. */
    private final class Doors implements RepositorySource {

        @Override
        public Outcome<OpenedRepository> open(RepositoryRef repository, String ref, @Nullable String commit) {
            if (repository.id().equals("defect")) {
                throw new IllegalStateException("a defect");
            }
            opened.add(repository.id());
            return Outcome.refused(Reason.EMPTY_REPOSITORY, "Nothing here.");
        }

        @Override
        public void forget(RepositoryRef repository) {
            opened.remove(repository.id());
        }
    }
}
