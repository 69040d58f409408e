package dev.upkeep.analyzer.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.Analyzer;
import dev.upkeep.engine.ResultCache;
import dev.upkeep.engine.RuleGroups;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.source.InMemoryTree;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceTree;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WarmUpTest {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration ENDLESS = Duration.ofDays(1);

    private final CountDownLatch read = new CountDownLatch(3);
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    @Timeout(60)
    void itEndsByItselfWhenItsTimeIsOver() throws InterruptedException {
        WarmUp warmUp = warmUp(SHORT);

        warmUp.start();
        warmUp.await();

        assertThat(reads).hasPositiveValue();
    }

    @Test
    @Timeout(60)
    void realWorkEndsIt() throws InterruptedException {
        WarmUp warmUp = warmUp(ENDLESS);
        warmUp.start();
        read.await();

        warmUp.end();

        warmUp.await();
    }

    @Test
    void endingWhatNeverBeganDoesNothing() {
        warmUp(ENDLESS).end();

        assertThat(reads).hasValue(0);
    }

    private WarmUp warmUp(Duration time) {
        return new WarmUp(
                () -> new Analyzer(RuleCatalog.load(), RuleGroups.all(), ResultCache.NONE, 1), this::counted, time);
    }

    /** A tree that knows how often it was listed. */
    private SourceTree counted() {
        SourceTree example = InMemoryTree.of(Map.of("src/main.rs", "fn main() {}"));
        return new SourceTree() {
            @Override
            public List<SourceEntry> entries() {
                reads.incrementAndGet();
                read.countDown();
                return example.entries();
            }

            @Override
            public byte[] read(SourceEntry entry) throws IOException {
                return example.read(entry);
            }
        };
    }
}
