package dev.upkeep.scoring.domain;

import dev.upkeep.events.Improvement.Impact;
import dev.upkeep.events.Improvement.Quadrant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What would move an improvement to another phase, in one sentence that holds: its thresholds lie beyond the hysteresis,
 * so the next plan really differs.
 */
final class Counterfactual {

    /** Categories of rules whose effect a load test or a trace can show. */
    private static final Set<String> SHOWN_UNDER_LOAD = Set.of("performance", "database");

    private Counterfactual() {}

    static @Nullable String of(Draft draft, int phase, Phases plan) {
        return switch (phase) {
            case Phases.CRITICAL -> critical(draft.group());
            case Phases.QUICK ->
                "Moves to phase 2 if the work turns out to take more than %s."
                        .formatted(Words.duration(QuadrantCut.MINUTES_TO_GROW));
            case Phases.PLANNED ->
                draft.quadrant() == Quadrant.QUICK_WIN
                        ? "Moves to phase 1 if the budget grows to %s, which pays for every quick win."
                                .formatted(Words.hours(plan.quickWinMinutes()))
                        : smaller(draft);
            case Phases.OPPORTUNISTIC -> heavier(draft);
            default -> draft.group().apart() ? null : worthIt(draft);
        };
    }

    private static @Nullable String critical(Group group) {
        long others = group.size() - group.critical();
        if (others == 0) {
            return null;
        }
        String mended =
                group.critical() == 1 ? "its critical place is" : "its " + group.critical() + " critical places are";
        return "Leaves phase 0 as soon as %s mended; %s can wait."
                .formatted(mended, others == 1 ? "the other one" : "the other " + others);
    }

    /** A slice of a big bet that would be a quick win by itself is the best advice there is. */
    private static String smaller(Draft draft) {
        Group group = draft.group();
        int slice = largestSlice(group);
        if (slice == 0) {
            return "Becomes a quick win if the work can be cut to %s."
                    .formatted(Words.duration(QuadrantCut.MINUTES_TO_SHRINK));
        }
        Impact impact = GroupImpact.of(group.worst(slice));
        return "Becomes a quick win when cut to the worst %s: about %s for %s of the impact."
                .formatted(
                        Words.count(slice, "place", "places"),
                        Words.duration(GroupEffort.of(group.worst(slice)).likelyMinutes()),
                        Words.percent(impact.score() / draft.score()));
    }

    /** How many of the worst places make a quick win; 0 where none do. */
    private static int largestSlice(Group group) {
        int fits = 0;
        int tooMany = group.size();
        while (tooMany - fits > 1) {
            int middle = (fits + tooMany) / 2;
            if (GroupEffort.of(group.worst(middle)).likelyMinutes() <= QuadrantCut.MINUTES_TO_SHRINK) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        boolean pays = fits > 0 && GroupImpact.of(group.worst(fits)).score() >= QuadrantCut.IMPACT_TO_RISE;
        return pays ? fits : 0;
    }

    private static String heavier(Draft draft) {
        ScoredFinding worst = draft.group().worst();
        boolean provable = draft.group().size() == 1
                && SHOWN_UNDER_LOAD.contains(worst.rule().category())
                && worst.factor(FindingImpact.EVIDENCE) == 1
                && draft.score() * FindingImpact.PROVEN >= QuadrantCut.IMPACT_TO_RISE;
        String needed = Words.score(QuadrantCut.IMPACT_TO_RISE);
        return provable
                ? "Becomes a quick win if a load test or trace shows it: that takes its impact over " + needed + "."
                : "Becomes a quick win if its impact reaches %s; it is %s now."
                        .formatted(needed, Words.score(draft.score()));
    }

    private static String worthIt(Draft draft) {
        String needed = Words.score(QuadrantCut.IMPACT_TO_RISE);
        if (draft.score() < QuadrantCut.IMPACT_TO_LEAVE_PARKING) {
            return "Leaves this phase if its impact reaches %s; it is %s now."
                    .formatted(
                            draft.minutes() > QuadrantCut.MINUTES_TO_SHRINK
                                    ? needed
                                    : Words.score(QuadrantCut.IMPACT_TO_LEAVE_PARKING),
                            Words.score(draft.score()));
        }
        return "Moves to phase 3 if the work can be cut to %s, to phase 2 if its impact reaches %s."
                .formatted(Words.duration(QuadrantCut.MINUTES_TO_SHRINK), needed);
    }
}
