package dev.upkeep.engine;

import dev.upkeep.engine.FileResult.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps a repository's own rules from reporting more than a reader can use and a message can carry.
 *
 * @param own ids of the repository's rules
 * @param problems where the reader is told
 */
record QueryBounds(Set<String> own, List<String> problems) {

    private static final int MOST_OF_A_RULE = 2_000;

    /** Those that stay, in their order. */
    List<Sighting> within(List<Sighting> sightings) {
        Map<String, Integer> counts = new TreeMap<>();
        List<Sighting> kept = new ArrayList<>();
        for (Sighting sighting : sightings) {
            String rule = sighting.draft().ruleId();
            int count = own.contains(rule) ? counts.merge(rule, 1, Integer::sum) : 0;
            if (count <= MOST_OF_A_RULE) {
                kept.add(sighting);
            }
        }
        counts.forEach((rule, count) -> {
            if (count > MOST_OF_A_RULE) {
                problems.add("%s matches %,d times; the first %,d are reported".formatted(rule, count, MOST_OF_A_RULE));
            }
        });
        return kept;
    }
}
