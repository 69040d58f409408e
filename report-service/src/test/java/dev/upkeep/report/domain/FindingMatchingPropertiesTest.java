package dev.upkeep.report.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.report.domain.FindingMatching.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Over random findings from few files, functions and pieces of code, so that most of them have rivals. */
class FindingMatchingPropertiesTest {

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachFindingHasAtMostOnePartnerAndOneOfItsRule(long seed) {
        Random random = new Random(seed);
        List<Sighting> before = sightings(random);
        List<Sighting> after = sightings(random);

        List<Pair> pairs = FindingMatching.of(before, after);

        assertThat(pairs).extracting(Pair::before).doesNotHaveDuplicates();
        assertThat(pairs).extracting(Pair::after).doesNotHaveDuplicates();
        assertThat(pairs)
                .allSatisfy(pair -> assertThat(before.get(pair.before()).ruleId())
                        .isEqualTo(after.get(pair.after()).ruleId()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findingsMatchedWithThemselvesAreThemselves(long seed) {
        List<Sighting> same = sightings(new Random(seed));

        assertThat(FindingMatching.of(same, same)).hasSameSizeAs(same).allMatch(pair -> pair.before() == pair.after());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSidesCanBeExchanged(long seed) {
        Random random = new Random(seed);
        List<Sighting> before = sightings(random);
        List<Sighting> after = sightings(random);

        List<Pair> backwards = FindingMatching.of(after, before).stream()
                .map(pair -> new Pair(/* before= */ pair.after(), /* after= */ pair.before(), pair.reason()))
                .sorted(Comparator.comparingInt(Pair::after))
                .toList();

        assertThat(FindingMatching.of(before, after)).isEqualTo(backwards);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfTheListsDoesNotMatter(long seed) {
        Random random = new Random(seed);
        List<Sighting> before = distinct(random);
        List<Sighting> after = distinct(random);
        List<Sighting> shuffled = new ArrayList<>(before);
        Collections.shuffle(shuffled, random);

        assertThat(paired(shuffled, after)).isEqualTo(paired(before, after));
    }

    private static Set<List<Sighting>> paired(List<Sighting> before, List<Sighting> after) {
        Set<List<Sighting>> paired = new HashSet<>();
        FindingMatching.of(before, after)
                .forEach(pair -> paired.add(List.of(before.get(pair.before()), after.get(pair.after()))));
        return paired;
    }

    private static List<Sighting> distinct(Random random) {
        return sightings(random).stream().distinct().toList();
    }

    private static List<Sighting> sightings(Random random) {
        return IntStream.range(0, random.nextInt(25))
                .mapToObj(_ -> sighting(random))
                .toList();
    }

    private static Sighting sighting(Random random) {
        Sighting one = Seen.around(
                any(random, "src/a.rs", "src/b.rs", "lib/a.rs", "lib/c.rs"),
                1 + random.nextInt(12),
                any(random, "", "price", "tax"),
                any(
                        random,
                        "",
                        "x.unwrap()",
                        "let total = read(order).unwrap();",
                        "let total = fetch(order).unwrap();"),
                any(random, "", "p", "q"),
                any(random, "", "r"));
        return Seen.message(one, any(random, "words", "other words"));
    }

    private static String any(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
