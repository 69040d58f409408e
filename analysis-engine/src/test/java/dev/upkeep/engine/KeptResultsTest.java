package dev.upkeep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import org.junit.jupiter.api.Test;

/** Results are there again while there is room. */
class KeptResultsTest {

    private static final FileResult ONE = FileResult.skipped(Language.TEXT, Context.PRODUCTION, "one");
    private static final FileResult OTHER = FileResult.skipped(Language.TEXT, Context.PRODUCTION, "other");

    private final KeptResults results = new KeptResults();

    @Test
    void findsWhatWasKeptUnderTheKey() {
        results.keep("a", ONE, 10);

        assertThat(results.find("a")).contains(ONE);
        assertThat(results.find("b")).isEmpty();
    }

    @Test
    void dropsWhatNobodyAskedForTheLongestWhereThereIsNoRoom() {
        int large = 5 << 20;
        results.keep("a", ONE, large);
        results.keep("b", OTHER, large);
        results.find("a");
        results.keep("c", OTHER, large);

        assertThat(results.find("a")).contains(ONE);
        assertThat(results.find("b")).isEmpty();
        assertThat(results.find("c")).contains(OTHER);
    }

    @Test
    void findsNothingThatWasCleared() {
        results.keep("a", ONE, 10);
        results.clear();

        assertThat(results.find("a")).isEmpty();
    }

    @Test
    void roomIsNotLostByKeepingTheSameTwice() {
        for (int time = 0; time < 10; time++) {
            results.keep("a", ONE, 5 << 20);
        }
        results.keep("b", OTHER, 5 << 20);

        assertThat(results.find("a")).contains(ONE);
        assertThat(results.find("b")).contains(OTHER);
    }
}
