package dev.upkeep.analyzer.outbound;

import dev.upkeep.analyzer.application.AnalyzeRepository;
import dev.upkeep.analyzer.application.AnalyzeRepository.Bounds;
import dev.upkeep.analyzer.application.Rehearsal;
import dev.upkeep.analyzer.application.Stages;
import dev.upkeep.analyzer.domain.Limits;
import dev.upkeep.analyzer.outbound.git.ExampleRepository;
import dev.upkeep.engine.Analyzer;
import dev.upkeep.engine.RuleGroups;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.events.AnalysisRefused;
import dev.upkeep.events.Event;
import dev.upkeep.events.EventCodec;
import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.RepositoryChanged.Trigger;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.util.FileUtils;

/**
 * Reads the examples of the rules as if they were a repository, with everything that belongs to it but the network: from
 * Git, with their history, once as new and once from kept results, up to the bytes of the events.
 */
final class ExampleRehearsal implements Rehearsal {

    private static final long CACHE_BYTES = 16_000_000;

    private final Path folder;
    private final OneRoundCache cache;
    private final Analyzer engine;
    private final AnalyzeRepository useCase;
    private final RepositoryChanged change;
    private final EventCodec codec = new EventCodec();
    private int said;

    /**
     * @param folder an empty one of its own, which is removed at the end
     * @throws UncheckedIOException where there is no room for the examples
     */
    ExampleRehearsal(Path folder, RuleCatalog rules, Limits limits, Bounds bounds) {
        Clock clock = bounds.clock();
        this.folder = folder;
        ExampleRepository repository = ExampleRepository.write(folder, RuleExamples.of(rules), limits, clock);
        this.cache = new OneRoundCache(CACHE_BYTES);
        this.engine = new Analyzer(rules, RuleGroups.all(), cache, 1);
        this.useCase = new AnalyzeRepository(
                repository.source(),
                engine,
                (topic, event) -> encode(event),
                new FileAttemptLedger(folder.resolve("attempts")),
                bounds);
        this.change = new RepositoryChanged(
                UUID.nameUUIDFromBytes(new byte[0]),
                repository.reference(),
                Constants.HEAD,
                null,
                null,
                Trigger.SCAN,
                null,
                clock.instant());
    }

    @Override
    public void perform() {
        useCase.analyze(change, new Untraced());
        useCase.analyze(change, new Untraced());
        cache.forget();
    }

    @Override
    public void close() {
        engine.close();
        try {
            FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the examples in " + folder, e);
        }
    }

    /** Messages that were made ready for sending. */
    int said() {
        return said;
    }

    /** What is said is made ready for sending and dropped. */
    private Uni<Void> encode(Event event) {
        if (event instanceof AnalysisRefused refused) {
            throw new IllegalStateException("the examples cannot be read: " + refused.detail());
        }
        codec.encode(event);
        said++;
        return Uni.createFrom().voidItem();
    }

    private static final class Untraced implements Stages {

        @Override
        public <T> T stage(String name, Supplier<T> work) {
            return work.get();
        }

        @Override
        public Executor here() {
            return Runnable::run;
        }

        @Override
        public Optional<String> traceId() {
            return Optional.empty();
        }
    }
}
