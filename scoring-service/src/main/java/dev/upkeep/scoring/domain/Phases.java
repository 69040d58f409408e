package dev.upkeep.scoring.domain;

import dev.upkeep.events.Improvement.Quadrant;
import dev.upkeep.events.PlanScored.Phase;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The plan: every draft in exactly one phase.
 *
 * @param drafts by phase number, each phase in its order
 * @param quickWinMinutes what all quick wins cost, those that the budget had no room for included
 */
record Phases(List<List<Draft>> drafts, int budgetMinutes, int quickWinMinutes, double totalImpact) {

    static final int CRITICAL = 0;
    static final int QUICK = 1;
    static final int PLANNED = 2;
    static final int OPPORTUNISTIC = 3;
    static final int PARKED = 4;

    private static final List<String> NAMES =
            List.of("Critical fixes", "Quick wins", "Planned", "Opportunistic", "Parked");

    /** Weights the knapsack reckons with: a thousandth of an impact point is told apart. */
    private static final double VALUE_SCALE = 1000;

    static Phases cut(Collection<Draft> drafts, int budgetMinutes) {
        List<Draft> quick = ordered(drafts, draft -> is(draft, Quadrant.QUICK_WIN), Draft.BROKEN_FIRST);
        BitSet afforded = afforded(quick, budgetMinutes);
        BitSet postponed = (BitSet) afforded.clone();
        postponed.flip(0, quick.size());
        List<Draft> bets = ordered(drafts, draft -> is(draft, Quadrant.BIG_BET), Draft.BY_PRIORITY);
        List<Draft> planned = Stream.concat(pick(quick, postponed), bets.stream())
                .sorted(Comparator.comparing(Draft::stage).thenComparing(Draft.BY_PRIORITY))
                .toList();
        List<List<Draft>> phases = List.of(
                ordered(drafts, Draft::critical, Draft.BY_IMPACT),
                pick(quick, afforded).toList(),
                planned,
                ordered(drafts, draft -> is(draft, Quadrant.FILL_IN), Draft.BY_PRIORITY),
                ordered(drafts, draft -> is(draft, Quadrant.PARKED), Draft.BY_IMPACT));
        double total = impact(phases.stream().flatMap(List::stream).toList());
        return new Phases(phases, budgetMinutes, minutes(quick), total);
    }

    List<Phase> asEvent() {
        List<Phase> phases = new ArrayList<>();
        for (int number = 0; number < drafts.size(); number++) {
            List<Draft> members = drafts.get(number);
            double share = members.isEmpty() ? 0 : Figures.rounded(impact(members) / totalImpact);
            List<String> ids = members.stream().map(Draft::id).toList();
            phases.add(new Phase(number, NAMES.get(number), ids, minutes(members), share));
        }
        return List.copyOf(phases);
    }

    /** A critical draft stands in phase 0, whatever its quadrant. */
    private static boolean is(Draft draft, Quadrant quadrant) {
        return !draft.critical() && draft.quadrant() == quadrant;
    }

    private static List<Draft> ordered(Collection<Draft> drafts, Predicate<Draft> belongs, Comparator<Draft> order) {
        return drafts.stream().filter(belongs).sorted(order).toList();
    }

    private static BitSet afforded(List<Draft> quick, int budgetMinutes) {
        List<Knapsack.Item> items = quick.stream()
                .map(draft -> new Knapsack.Item(
                        draft.minutes() / GroupEffort.STEP_MINUTES, Math.round(draft.score() * VALUE_SCALE)))
                .toList();
        return Knapsack.choose(items, budgetMinutes / GroupEffort.STEP_MINUTES);
    }

    private static Stream<Draft> pick(List<Draft> drafts, BitSet indices) {
        return indices.stream().mapToObj(drafts::get);
    }

    private static double impact(Collection<Draft> drafts) {
        return drafts.stream().mapToDouble(Draft::score).reduce(0, Double::sum);
    }

    private static int minutes(Collection<Draft> drafts) {
        return drafts.stream().mapToInt(Draft::minutes).sum();
    }
}
