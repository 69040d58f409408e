package dev.upkeep.engine;

import dev.upkeep.engine.source.History;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often files change, as percentiles: each change counts half as much for every 90 days that it lies before the
 * analysed commit; files that never changed again share the lowest place.
 */
final class Hotspots {

    private static final double HALF_LIFE_DAYS = 90;

    private final Map<String, Double> percentiles;

    private Hotspots(Map<String, Double> percentiles) {
        this.percentiles = percentiles;
    }

    /** The percentiles among these paths; none where the history is unknown. */
    static Hotspots of(History history, Collection<String> paths) {
        return switch (history) {
            case History.Unknown unknown -> new Hotspots(Map.of());
            case History.Known known -> new Hotspots(percentiles(known, paths));
        };
    }

    /** 0 for the calmest file to 1 for the busiest; empty where not known. */
    Optional<Double> percentile(String path) {
        return Optional.ofNullable(percentiles.get(path));
    }

    private static Map<String, Double> percentiles(History.Known history, Collection<String> paths) {
        Map<String, Double> frequency = new HashMap<>();
        for (History.Touch touch : history.touches()) {
            double days = Duration.between(touch.at(), history.at()).toSeconds() / 86_400.0;
            frequency.merge(touch.path(), Math.pow(0.5, Math.max(0, days) / HALF_LIFE_DAYS), Double::sum);
        }
        double[] sorted = paths.stream()
                .mapToDouble(path -> frequency.getOrDefault(path, 0.0))
                .sorted()
                .toArray();
        Map<String, Double> percentiles = new HashMap<>();
        for (String path : paths) {
            percentiles.put(path, share(sorted, frequency.getOrDefault(path, 0.0)));
        }
        return percentiles;
    }

    /** The share of the others that change less often. */
    private static double share(double[] sorted, double value) {
        if (sorted.length < 2) {
            return 0;
        }
        int at = Arrays.binarySearch(sorted, value);
        while (at > 0 && sorted[at - 1] >= value) {
            at--;
        }
        return (double) at / (sorted.length - 1);
    }
}
