package dev.upkeep.report.outbound;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.upkeep.report.ReportConfig;
import dev.upkeep.report.application.ReportReader;
import dev.upkeep.report.application.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caffeine, then Redis, then PostgreSQL. Redis holds only report documents, which never change; which of them is the
 * current one is cached in this process alone, dropped when {@code ReportMaterialised} arrives and, should that be
 * missed, after a short time. An entry that is dropped while it is being loaded is not kept.
 */
@ApplicationScoped
class CachedReportReader implements ReportReader {

    private final AsyncCache<UUID, byte[]> documents;
    private final AsyncCache<String, UUID> currents;
    private final RedisDocuments redis;
    private final PostgresReportArchive archive;
    private final Transactions transactions;

    CachedReportReader(
            ReportConfig config, RedisDocuments redis, PostgresReportArchive archive, Transactions transactions) {
        this.redis = redis;
        this.archive = archive;
        this.transactions = transactions;
        this.documents = Caffeine.newBuilder()
                .maximumWeight(config.cacheBytes())
                .weigher((UUID _, byte[] json) -> json.length)
                .expireAfterAccess(config.cacheRetention())
                .buildAsync();
        this.currents = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(config.currentRetention())
                .buildAsync();
    }

    @Override
    public Uni<Optional<byte[]>> json(UUID analysisId) {
        return cached(documents, analysisId, () -> load(analysisId)).map(json -> json.map(Gzip::expand));
    }

    @Override
    public Uni<Optional<UUID>> current(String repositoryId) {
        return cached(
                currents,
                repositoryId,
                () -> transactions.inOne(() -> archive.current(repositoryId)).map(id -> id.orElse(null)));
    }

    @Override
    public void forget(String repositoryId) {
        currents.asMap().remove(repositoryId);
    }

    private Uni<byte @Nullable []> load(UUID analysisId) {
        return redis.get(analysisId)
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().<byte @Nullable []>item(found.get())
                        : fromDatabase(analysisId));
    }

    private Uni<byte @Nullable []> fromDatabase(UUID analysisId) {
        return transactions
                .inOne(() -> archive.compressed(analysisId))
                .call(found -> found.map(json -> redis.put(analysisId, json))
                        .orElse(Uni.createFrom().voidItem()))
                .map(found -> found.orElse(null));
    }

    private static <K, V> Uni<Optional<V>> cached(
            AsyncCache<K, V> cache, K key, Supplier<? extends Uni<? extends @Nullable V>> load) {
        return Uni.createFrom()
                .<@Nullable V>completionStage(() -> cache.get(
                        key, (_, _) -> load.get().<V>map(value -> value).subscribeAsCompletionStage()))
                .emitOn(CallersContext.capture())
                .map(Optional::ofNullable);
    }
}
