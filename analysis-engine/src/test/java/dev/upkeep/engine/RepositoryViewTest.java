package dev.upkeep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.detect.Repository.Layout;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.InMemoryTree;
import dev.upkeep.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepositoryViewTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aModelThatTwoThreadsAskForIsBuiltOnce() throws InterruptedException, ExecutionException, TimeoutException {
        RepositoryView repository = new RepositoryView(
                new InMemoryTree(), List.of(), new History.Unknown("a test has none"), Settings.DEFAULT, new Kept());
        AtomicInteger builds = new AtomicInteger();
        CountDownLatch building = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        Model<Object> model = new Model<>("slow", view -> {
            builds.incrementAndGet();
            building.countDown();
            await(asked);
            return new Object();
        });

        Future<Object> first = threads.submit(() -> repository.model(model));
        assertThat(building.await(10, TimeUnit.SECONDS)).isTrue();
        Future<Object> second = threads.submit(() -> {
            asked.countDown();
            return repository.model(model);
        });

        assertThat(second.get(10, TimeUnit.SECONDS)).isSameAs(first.get(10, TimeUnit.SECONDS));
        assertThat(builds).hasValue(1);
    }

    @Test
    void whatFollowsFromPathsIsTheSameForTheNextTreeOfTheSamePathsAlone() {
        Kept kept = new Kept();
        Layout<List<String>> layout = new Layout<>("paths", (paths, links) -> new ArrayList<>(paths));

        List<String> first =
                view(InMemoryTree.of(Map.of("a.ts", "1", "b.ts", "1")), kept).layout(layout);
        List<String> changed =
                view(InMemoryTree.of(Map.of("a.ts", "2", "b.ts", "1")), kept).layout(layout);
        List<String> moved =
                view(InMemoryTree.of(Map.of("a.ts", "2", "c.ts", "1")), kept).layout(layout);

        assertThat(changed).isSameAs(first);
        assertThat(moved).containsExactly("a.ts", "c.ts");
    }

    private static RepositoryView view(SourceTree tree, Kept kept) {
        return new RepositoryView(tree, List.of(), new History.Unknown("a test has none"), Settings.DEFAULT, kept);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
