package dev.upkeep.analyzer.outbound;

import dev.upkeep.analyzer.application.AnalyzeRepository;
import dev.upkeep.analyzer.application.AnalyzeRepository.Bounds;
import dev.upkeep.analyzer.application.Stages;
import dev.upkeep.analyzer.domain.Limits;
import dev.upkeep.analyzer.outbound.git.ExampleRepositories;
import dev.upkeep.engine.AnalysisInterruptedException;
import dev.upkeep.engine.Analyzer;
import dev.upkeep.engine.RuleGroups;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.AnalysisRefused;
import dev.upkeep.events.Event;
import dev.upkeep.events.EventCodec;
import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.RepositoryChanged.Trigger;
import dev.upkeep.events.RepositoryRef;
import dev.upkeep.platform.warmup.Rehearsal;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.util.FileUtils;

/**
 * Reads the examples of the rules and some small real repositories, with everything that belongs to it but the network:
 * from Git, with their history, once as new and once from kept results, up to the bytes of the events. The examples go
 * through every rule; real code has other shapes than examples, for which the compiler would work once more.
 */
final class ExampleRehearsal implements Rehearsal {

    private static final long CACHE_BYTES = 16_000_000;
    /** Which small real repositories are packed into this service. */
    private static final List<String> REAL = List.of("mini-redis", "fd", "commerce");
    /** They are read in a tenth of the time of the examples, and are what the compiler is to learn from. */
    private static final int READINGS_OF_REAL = 8;

    private final Path folder;
    private final OneRoundCache cache;
    private final Analyzer engine;
    private final AnalyzeRepository useCase;
    private final RepositoryChanged examples;
    private final List<RepositoryChanged> real;
    private final EventCodec codec = new EventCodec();
    private int said;
    private int read;
    private int found;

    /**
     * @param folder an empty one of its own, which is removed at the end
     * @throws UncheckedIOException where there is no room for the examples
     */
    ExampleRehearsal(Path folder, RuleCatalog rules, Limits limits, Bounds bounds) {
        Clock clock = bounds.clock();
        this.folder = folder;
        ExampleRepositories repositories = new ExampleRepositories(folder, limits, clock);
        this.cache = new OneRoundCache(CACHE_BYTES);
        this.engine = new Analyzer(rules, RuleGroups.all(), cache, 1);
        this.useCase = new AnalyzeRepository(
                repositories.source(),
                engine,
                (topic, event) -> encode(event),
                new FileAttemptLedger(folder.resolve("attempts")),
                bounds);
        this.examples = change(repositories.write("rules", RuleExamples.of(rules)), clock);
        this.real = REAL.stream()
                .map(name -> change(unpack(name, repositories), clock))
                .toList();
    }

    private static RepositoryRef unpack(String name, ExampleRepositories repositories) {
        String resource = "/examples/" + name + ".bundle";
        try (InputStream bundle = ExampleRehearsal.class.getResourceAsStream(resource)) {
            return repositories.unpack(name, Objects.requireNonNull(bundle, resource));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static RepositoryChanged change(RepositoryRef repository, Clock clock) {
        return new RepositoryChanged(
                UUID.fromString(repository.id()),
                repository,
                Constants.HEAD,
                null,
                null,
                Trigger.SCAN,
                null,
                clock.instant());
    }

    @Override
    public void perform() throws InterruptedException {
        newAndKept(examples);
        for (int reading = 0; reading < READINGS_OF_REAL; reading++) {
            for (RepositoryChanged change : real) {
                newAndKept(change);
            }
        }
    }

    private void newAndKept(RepositoryChanged change) throws InterruptedException {
        analyze(change);
        analyze(change);
        cache.forget();
        engine.forgetResults();
    }

    private void analyze(RepositoryChanged change) throws InterruptedException {
        try {
            useCase.analyze(change, new Untraced());
        } catch (AnalysisInterruptedException interrupted) {
            throw (InterruptedException) new InterruptedException().initCause(interrupted);
        }
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

    /** Files that were read. */
    int read() {
        return read;
    }

    /** Files whose results were found. */
    int found() {
        return found;
    }

    /** What is said is made ready for sending and dropped. */
    private Uni<Void> encode(Event event) {
        if (event instanceof AnalysisRefused refused) {
            throw new IllegalStateException("the examples cannot be read: " + refused.detail());
        }
        if (event instanceof AnalysisCompleted completed) {
            found += completed.coverage().cacheHits();
            read += completed.coverage().analysed() - completed.coverage().cacheHits();
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
