package dev.upkeep.engine.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many threads and many rounds: the same trees each time. */
class ParserLoadTest {

    private static final int THREADS = 8;
    private static final int ROUNDS = 24;

    @Test
    void manyThreadsSeeTheSameTreesInEveryRound() throws InterruptedException, ExecutionException {
        Parsers parsers = Parsers.load();
        List<Integer> expected = sizes(parsers);
        Callable<List<Integer>> round = () -> sizes(parsers);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<List<Integer>> seen : threads.invokeAll(Collections.nCopies(ROUNDS, round))) {
                assertThat(seen.get()).isEqualTo(expected);
            }
        }
    }

    private static List<Integer> sizes(Parsers parsers) {
        try (Parser parser = parsers.open(ParseLimits.DEFAULT)) {
            return Snippets.languages().stream()
                    .map(language -> ((ParseOutcome.Parsed) parser.parse(Snippets.of(language), language))
                            .tree()
                            .size())
                    .toList();
        }
    }
}
