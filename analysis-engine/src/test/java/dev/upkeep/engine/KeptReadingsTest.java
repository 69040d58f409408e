package dev.upkeep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.detect.Repository.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was made of texts is there again while there is room, and only for the same version of the text. */
class KeptReadingsTest {

    private static final Reading<Integer> LENGTH = new Reading<>("length", (path, text) -> text.length());
    private static final Reading<Integer> LINES =
            Reading.small("lines", (path, text) -> (int) text.lines().count());

    private final KeptReadings readings = new KeptReadings();

    @Test
    void findsWhatWasKeptOfThisVersionByThisReading() {
        readings.keep(LENGTH, "a.txt", "1", 5, 5);

        assertThat(readings.find(LENGTH, "a.txt", "1")).contains(5);
        assertThat(readings.find(LENGTH, "a.txt", "2")).isEmpty();
        assertThat(readings.find(LENGTH, "b.txt", "1")).isEmpty();
        assertThat(readings.find(LINES, "a.txt", "1")).isEmpty();
    }

    @Test
    void dropsWhatNobodyAskedForTheLongestWhereThereIsNoRoom() {
        long large = 5 << 20;
        readings.keep(LENGTH, "a.txt", "1", 1, large);
        readings.keep(LENGTH, "b.txt", "1", 2, large);
        readings.find(LENGTH, "a.txt", "1");
        readings.keep(LENGTH, "c.txt", "1", 3, large);

        assertThat(readings.find(LENGTH, "a.txt", "1")).contains(1);
        assertThat(readings.find(LENGTH, "b.txt", "1")).isEmpty();
        assertThat(readings.find(LENGTH, "c.txt", "1")).contains(3);
    }

    @Test
    void keepsMoreOfWhatIsSmall() {
        for (int file = 0; file < 10; file++) {
            readings.keep(LINES, file + ".txt", "1", file, 3 << 19);
        }

        assertThat(readings.find(LINES, "0.txt", "1")).contains(0);
    }

    @Test
    void keepsManyThatHoldNothing() {
        Reading<List<String>> names = Reading.small("names", (path, text) -> List.of());
        for (int file = 0; file < 1000; file++) {
            readings.keep(names, file + ".txt", "1", List.of(), 1 << 20);
        }

        assertThat(readings.find(names, "0.txt", "1")).contains(List.of());
    }
}
