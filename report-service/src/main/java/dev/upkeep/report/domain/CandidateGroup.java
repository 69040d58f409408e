package dev.upkeep.report.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Findings of two analyses that have the same key, each side in source order. Which of them belong together is weighed
 * by what the key does not say. What conflicts at equal weight is decided by the sum of the two places in the group,
 * which is the same from either side.
 */
record CandidateGroup(List<Candidate> before, List<Candidate> after) {

    /** More than so many possible pairs are not weighed: they are taken in source order. */
    private static final long MOST_WEIGHED = 40_000;

    private static final Comparator<Weighed> BEST_FIRST = Comparator.comparing(Weighed::sameFileName)
            .thenComparingInt(Weighed::sameNeighbours)
            .thenComparingDouble(Weighed::likeness)
            .reversed()
            .thenComparingInt(Weighed::drift)
            .thenComparingInt(weighed -> weighed.placeBefore + weighed.placeAfter);

    /**
     * Two that may be one.
     *
     * @param likeness of their code, 0 to 1
     * @param drift lines between them, where that tells twins apart: when there are as many of them as before, their
     *     order tells more
     */
    record Weighed(Candidate before, Candidate after, int placeBefore, int placeAfter, double likeness, int drift) {

        boolean sameFileName() {
            return before.sighting().fileName().equals(after.sighting().fileName());
        }

        int sameNeighbours() {
            return same(
                            before.sighting().traits().before(),
                            after.sighting().traits().before())
                    + same(
                            before.sighting().traits().after(),
                            after.sighting().traits().after());
        }

        int lines() {
            return Math.abs(before.sighting().startLine() - after.sighting().startLine());
        }

        private static int same(String one, String other) {
            return !one.isEmpty() && one.equals(other) ? 1 : 0;
        }
    }

    /** The pairs that belong together among those that are accepted, each finding in at most one. */
    List<Weighed> pairs(TokenLikeness likeness, Predicate<Weighed> accepted) {
        List<Weighed> possible = crowded() ? inOrder(likeness) : each(likeness);
        List<Weighed> best = new ArrayList<>();
        boolean[] takenBefore = new boolean[before.size()];
        boolean[] takenAfter = new boolean[after.size()];
        possible.stream().filter(accepted).sorted(BEST_FIRST).forEach(weighed -> {
            if (!takenBefore[weighed.placeBefore] && !takenAfter[weighed.placeAfter]) {
                takenBefore[weighed.placeBefore] = true;
                takenAfter[weighed.placeAfter] = true;
                best.add(weighed);
            }
        });
        return best;
    }

    /** Whether each side has one finding. */
    boolean single() {
        return before.size() == 1 && after.size() == 1;
    }

    /** Whether each side lies in one file. */
    boolean fromFileToFile() {
        return files(before) == 1 && files(after) == 1;
    }

    private static long files(List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.sighting().path())
                .distinct()
                .count();
    }

    private boolean crowded() {
        return (long) before.size() * after.size() > MOST_WEIGHED;
    }

    private List<Weighed> inOrder(TokenLikeness likeness) {
        return IntStream.range(0, Math.min(before.size(), after.size()))
                .mapToObj(place -> weigh(place, place, likeness))
                .toList();
    }

    private List<Weighed> each(TokenLikeness likeness) {
        return IntStream.range(0, before.size())
                .boxed()
                .flatMap(old -> IntStream.range(0, after.size()).mapToObj(recent -> weigh(old, recent, likeness)))
                .toList();
    }

    private Weighed weigh(int placeBefore, int placeAfter, TokenLikeness likeness) {
        Sighting old = before.get(placeBefore).sighting();
        Sighting recent = after.get(placeAfter).sighting();
        return new Weighed(
                before.get(placeBefore),
                after.get(placeAfter),
                placeBefore,
                placeAfter,
                likeness.of(old.snippet(), recent.snippet()),
                before.size() == after.size() ? 0 : Math.abs(old.startLine() - recent.startLine()));
    }
}
