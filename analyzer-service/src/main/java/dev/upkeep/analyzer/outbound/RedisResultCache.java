package dev.upkeep.analyzer.outbound;

import dev.upkeep.engine.ResultCache;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Results that all analysers share, compressed, for a limited time. A Redis that is down or slow costs its patience
 * once, and is then left alone for a while.
 */
final class RedisResultCache implements ResultCache {

    private static final Logger LOG = Logger.getLogger(RedisResultCache.class);
    private static final String PREFIX = "upkeep:result:";
    private static final int BATCH = 256;
    private static final Duration REST = Duration.ofSeconds(30);

    private final Redis redis;
    private final ReactiveValueCommands<String, byte[]> values;
    private final Duration timeToLive;
    private final Duration patience;
    private final Clock clock;
    private volatile Instant restsUntil = Instant.MIN;

    RedisResultCache(ReactiveRedisDataSource redis, Duration timeToLive, Duration patience, Clock clock) {
        this.redis = redis.getRedis();
        this.values = redis.value(byte[].class);
        this.timeToLive = timeToLive;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public Map<String, byte[]> find(Collection<String> keys) {
        Map<String, byte[]> found = new HashMap<>();
        for (List<String> batch : batches(List.copyOf(keys))) {
            ask(values.mget(batch.stream().map(key -> PREFIX + key).toArray(String[]::new)))
                    .ifPresent(answer -> answer.forEach((key, value) -> unpack(key, value, found)));
        }
        return found;
    }

    @Override
    public void store(Map<String, byte[]> results) {
        for (List<String> batch : batches(List.copyOf(results.keySet()))) {
            ask(redis.batch(batch.stream()
                    .map(key -> write(key, results.getOrDefault(key, new byte[0])))
                    .toList()));
        }
    }

    private Request write(String key, byte[] result) {
        return Request.cmd(Command.SETEX)
                .arg(PREFIX + key)
                .arg(timeToLive.toSeconds())
                .arg(Buffer.buffer(Compression.pack(result)));
    }

    /** Redis answers null for what it does not have. */
    private static void unpack(String key, byte @Nullable [] value, Map<String, byte[]> found) {
        if (value == null) {
            return;
        }
        Compression.unpack(value).ifPresent(result -> found.put(key.substring(PREFIX.length()), result));
    }

    private <T> Optional<T> ask(Uni<T> question) {
        if (clock.instant().isBefore(restsUntil)) {
            return Optional.empty();
        }
        return question.map(Optional::ofNullable)
                .ifNoItem()
                .after(patience)
                .fail()
                .onFailure()
                .invoke(this::rest)
                .onFailure()
                .recoverWithItem(Optional.empty())
                .await()
                .indefinitely();
    }

    private void rest(Throwable failure) {
        restsUntil = clock.instant().plus(REST);
        LOG.warnf("Redis does not answer, results are computed without it: %s", failure.getMessage());
    }

    private static List<List<String>> batches(List<String> keys) {
        List<List<String>> batches = new ArrayList<>();
        for (int start = 0; start < keys.size(); start += BATCH) {
            batches.add(keys.subList(start, Math.min(start + BATCH, keys.size())));
        }
        return batches;
    }
}
