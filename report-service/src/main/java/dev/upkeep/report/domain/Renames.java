package dev.upkeep.report.domain;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Files that have another path now, seen by their findings: the old path has none any more, the new one had none, and
 * at least half of the findings of one of them are code that moved over with its neighbours. That is Git's measure for a
 * rename, taken over what is known of the files.
 *
 * @param now the path of today by that of the earlier analysis
 */
record Renames(Map<String, String> now) {

    static final Renames NONE = new Renames(Map.of());

    private record Move(String from, String to) {

        String lesser() {
            return from.compareTo(to) < 0 ? from : to;
        }

        String greater() {
            return from.compareTo(to) < 0 ? to : from;
        }
    }

    /**
     * The renames that these moves make.
     *
     * @param moved pairs whose code moved together with what surrounds it, or whose file only left its folder
     */
    static Renames seen(List<Map.Entry<Sighting, Sighting>> moved, List<Sighting> before, List<Sighting> after) {
        Map<String, Long> had = byPath(before);
        Map<String, Long> has = byPath(after);
        Map<Move, Long> votes = moved.stream()
                .map(pair -> new Move(pair.getKey().path(), pair.getValue().path()))
                .filter(move -> !has.containsKey(move.from) && !had.containsKey(move.to))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Map<String, String> now = new HashMap<>();
        votes.entrySet().stream()
                .filter(vote -> 2 * vote.getValue()
                        >= Math.min(had.getOrDefault(vote.getKey().from, 0L), has.getOrDefault(vote.getKey().to, 0L)))
                .sorted(Map.Entry.<Move, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(
                                Comparator.comparing(Move::lesser).thenComparing(Move::greater))))
                .forEach(vote -> {
                    if (!now.containsValue(vote.getKey().to)) {
                        now.putIfAbsent(vote.getKey().from, vote.getKey().to);
                    }
                });
        return new Renames(Map.copyOf(now));
    }

    /** The path that this one has today. */
    String nameNow(String path) {
        return now.getOrDefault(path, path);
    }

    private static Map<String, Long> byPath(List<Sighting> sightings) {
        return sightings.stream().collect(Collectors.groupingBy(Sighting::path, Collectors.counting()));
    }
}
