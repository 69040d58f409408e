package dev.upkeep.analyzer.application;

import dev.upkeep.engine.AnalysisListener;
import dev.upkeep.events.AnalysisProgressed;
import dev.upkeep.events.AnalysisStage;
import dev.upkeep.events.RepositoryChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Turns what the engine tells of itself into spans and, a few times a second, into progress. */
final class AnalysisProgress implements AnalysisListener {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final RepositoryChanged change;
    private final AnalysisPublisher publisher;
    private final Stages stages;
    private final Clock clock;
    private final AtomicReference<Instant> nextReport;
    private volatile Executor here;

    AnalysisProgress(RepositoryChanged change, AnalysisPublisher publisher, Stages stages, Clock clock) {
        this.change = change;
        this.publisher = publisher;
        this.stages = stages;
        this.clock = clock;
        this.here = stages.here();
        this.nextReport = new AtomicReference<>(clock.instant().plus(PAUSE));
    }

    @Override
    public <T> T stage(Stage stage, Supplier<T> work) {
        return stage(
                switch (stage) {
                    case LIST -> AnalysisStage.LIST;
                    case PARSE -> AnalysisStage.PARSE;
                    case REPOSITORY_RULES -> AnalysisStage.REPOSITORY_RULES;
                },
                work);
    }

    /** A stage that the engine knows nothing of. */
    <T> T stage(AnalysisStage stage, Supplier<T> work) {
        String name = stage.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return stages.stage(name, () -> {
            here = stages.here();
            mention(stage, 0, 0);
            return work.get();
        });
    }

    /** Called by many threads; one of them per pause gets through. */
    @Override
    public void filesRead(int done, int total) {
        Instant now = clock.instant();
        Instant due = nextReport.get();
        if (!now.isBefore(due) && nextReport.compareAndSet(due, now.plus(PAUSE))) {
            mention(AnalysisStage.PARSE, done, total);
        }
    }

    private void mention(AnalysisStage stage, int done, int total) {
        AnalysisProgressed progress =
                new AnalysisProgressed(change.changeId(), change.repositoryId(), stage, done, total);
        here.execute(() -> publisher.mention(progress));
    }
}
