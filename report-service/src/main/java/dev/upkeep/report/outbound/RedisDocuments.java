package dev.upkeep.report.outbound;

import dev.upkeep.report.ReportConfig;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Report documents in Redis, for all instances. A Redis that is down or slow costs one short wait, then it is left
 * alone for some seconds: never an answer.
 */
@ApplicationScoped
class RedisDocuments {

    private static final Logger LOG = Logger.getLogger(RedisDocuments.class);
    private static final Duration REST = Duration.ofSeconds(10);
    private static final String PREFIX = "upkeep:report:1:";

    private final ReactiveValueCommands<String, byte[]> values;
    private final ReportConfig config;
    private final Clock clock;
    private final AtomicReference<Instant> restsUntil = new AtomicReference<>(Instant.EPOCH);

    RedisDocuments(ReactiveRedisDataSource redis, ReportConfig config, Clock clock) {
        this.values = redis.value(byte[].class);
        this.config = config;
        this.clock = clock;
    }

    /** The compressed document; empty where Redis does not have it or does not answer in time. */
    Uni<Optional<byte[]>> get(UUID analysisId) {
        if (rests()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return values.get(PREFIX + analysisId)
                .map(Optional::ofNullable)
                .ifNoItem()
                .after(config.redisPatience())
                .fail()
                .onFailure()
                .invoke(this::rest)
                .onFailure()
                .recoverWithItem(Optional.empty())
                .emitOn(CallersContext.capture());
    }

    /** Offers a compressed document; completes also where Redis does not take it. */
    Uni<Void> put(UUID analysisId, byte[] json) {
        if (rests()) {
            return Uni.createFrom().voidItem();
        }
        return values.setex(PREFIX + analysisId, config.cacheRetention().toSeconds(), json)
                .ifNoItem()
                .after(config.redisPatience())
                .fail()
                .onFailure()
                .invoke(this::rest)
                .onFailure()
                .recoverWithNull()
                .emitOn(CallersContext.capture());
    }

    private boolean rests() {
        return clock.instant().isBefore(restsUntil.get());
    }

    private void rest(Throwable failure) {
        restsUntil.set(clock.instant().plus(REST));
        LOG.warnf("Redis does not answer, reading from PostgreSQL for %d s: %s", REST.toSeconds(), failure);
    }
}
