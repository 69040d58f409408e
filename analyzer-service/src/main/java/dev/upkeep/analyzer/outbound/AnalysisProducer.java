package dev.upkeep.analyzer.outbound;

import dev.upkeep.analyzer.AnalyzerConfig;
import dev.upkeep.analyzer.application.AnalysisQueue;
import dev.upkeep.analyzer.application.AnalysisQueue.Lane;
import dev.upkeep.analyzer.application.AnalyzeRepository;
import dev.upkeep.analyzer.application.AnalyzeRepository.Bounds;
import dev.upkeep.analyzer.application.RepositorySource;
import dev.upkeep.analyzer.domain.Limits;
import dev.upkeep.engine.Analyzer;
import dev.upkeep.engine.ResultCache;
import dev.upkeep.engine.RuleGroups;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.platform.messaging.EventPublisher;
import dev.upkeep.platform.warmup.WarmUp;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import org.eclipse.jgit.util.FileUtils;
import org.jboss.logging.Logger;

/** Puts the engine, its caches and the queue together, as the operator wants them. */
class AnalysisProducer {

    private static final Logger LOG = Logger.getLogger(AnalysisProducer.class);

    @Produces
    @Singleton
    RuleCatalog rules() {
        return RuleCatalog.load();
    }

    @Produces
    @Singleton
    ResultCache cache(AnalyzerConfig config, ReactiveRedisDataSource redis, Clock clock) {
        AnalyzerConfig.CacheConfig cache = config.cache();
        ResultCache local = new LocalResultCache(cache.localBytes());
        if (!cache.shared()) {
            return local;
        }
        ResultCache shared = new RedisResultCache(redis, cache.timeToLive(), cache.patience(), clock);
        return new TieredResultCache(local, new WriteBehindCache(shared));
    }

    @Produces
    @Singleton
    Analyzer engine(AnalyzerConfig config, RuleCatalog rules, ResultCache cache) {
        int workers = config.workers().orElse(Runtime.getRuntime().availableProcessors());
        return new Analyzer(rules, RuleGroups.all(), cache, workers);
    }

    @Produces
    @Singleton
    WarmUp warmUp(AnalyzerConfig config, RuleCatalog rules, Limits limits, Clock clock) {
        return new WarmUp(
                () -> new ExampleRehearsal(emptyFolder(config), rules, limits, bounds(config, clock)),
                config.warmUpTime());
    }

    /** Native code and rules are loaded before the first change arrives, not while somebody waits for it. */
    void start(@Observes StartupEvent event, AnalyzerConfig config, Analyzer engine, WarmUp warmUp)
            throws InterruptedException {
        LOG.infof("Ruleset %s", engine.rulesetVersion());
        warmUp.start(config.warmUp());
    }

    void close(@Disposes Analyzer engine) {
        engine.close();
    }

    @Produces
    @Singleton
    AnalyzeRepository useCase(
            AnalyzerConfig config, RepositorySource source, Analyzer engine, EventPublisher events, Clock clock) {
        FileAttemptLedger attempts =
                new FileAttemptLedger(config.dataDirectory().toAbsolutePath().resolve("attempts"));
        return new AnalyzeRepository(source, engine, events, attempts, bounds(config, clock));
    }

    @Produces
    @Singleton
    AnalysisQueue queue(AnalyzerConfig config, AnalyzeRepository useCase, EventPublisher events, Clock clock) {
        Map<Lane, Integer> inFlight = Map.of(
                Lane.PUSH, config.queue().inFlight(),
                Lane.BACKFILL, config.queue().backfillInFlight());
        return new AnalysisQueue(
                useCase,
                events,
                clock,
                Executors.newCachedThreadPool(
                        Thread.ofPlatform().daemon().name("analysis-", 0).factory()),
                inFlight);
    }

    /** Always the same place, so that what a process left that was stopped is taken away by the next. */
    private static Path emptyFolder(AnalyzerConfig config) {
        Path folder = config.dataDirectory().toAbsolutePath().resolve("warm-up");
        try {
            FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("no room for examples in " + folder, e);
        }
    }

    private static Bounds bounds(AnalyzerConfig config, Clock clock) {
        return new Bounds(clock, config.limits().analysisTime(), config.queue().attempts());
    }
}
