package dev.upkeep.scoring.domain;

import dev.upkeep.events.Effort;
import dev.upkeep.events.Improvement.EffortEstimate;
import dev.upkeep.events.RuleFacts;
import java.util.List;

/**
 * What an improvement costs: {@code E = set-up + unit·n^0.85}, as the tenth place goes quicker than the first; half as
 * much again where no tests are near. Low and high are 0.6 and 2 times the likely figure: work is late more often than
 * early. All in steps of five minutes, the likely one at least 15.
 */
final class GroupEffort {

    static final int STEP_MINUTES = 5;

    private static final int FLOOR_MINUTES = 15;
    private static final double LEARNING = 0.85;
    private static final double UNTESTED = 1.5;
    private static final double LOW = 0.6;
    private static final double HIGH = 2;
    /** To apply a ready patch and look at it. */
    private static final double AUTOMATIC_MINUTES = 0.5;

    private static final int SMALL = QuadrantCut.EFFORT_MINUTES;
    private static final int MEDIUM = 3 * 8 * 60;

    private GroupEffort() {}

    static EffortEstimate of(Group group) {
        double minutes = (setUp(group) + units(group)) * (untested(group) ? UNTESTED : 1);
        int likely = Math.max(FLOOR_MINUTES, inSteps(minutes));
        return new EffortEstimate(inSteps(likely * LOW), likely, inSteps(likely * HIGH), level(likely));
    }

    /** Whoever has understood the root cause has understood it for all of its rules. */
    private static double setUp(Group group) {
        return group.rules().stream()
                .map(RuleFacts::effort)
                .mapToInt(Effort::setUpMinutes)
                .max()
                .orElse(0);
    }

    /** The dearest rule: one mend of a root cause answers the others. */
    private static double units(Group group) {
        return group.rules().stream()
                .mapToDouble(rule -> units(group, rule))
                .max()
                .orElse(0);
    }

    private static double units(Group group, RuleFacts rule) {
        List<ScoredFinding> places = group.findings().stream()
                .filter(scored -> scored.rule().equals(rule))
                .toList();
        int patched = (int)
                places.stream().filter(scored -> scored.finding().fix() != null).count();
        double each = rule.effort().minutesEach();
        double byHand = each * StrictMath.pow(places.size() - patched, LEARNING);
        return byHand + Math.min(each, AUTOMATIC_MINUTES) * patched;
    }

    static boolean untested(Group group) {
        return group.findings().stream()
                .anyMatch(scored -> Boolean.FALSE.equals(scored.finding().data().get("testsNear")));
    }

    private static int inSteps(double minutes) {
        return (int) Math.min(Math.round(minutes / STEP_MINUTES) * STEP_MINUTES, Integer.MAX_VALUE);
    }

    private static String level(int minutes) {
        if (minutes <= SMALL) {
            return "small";
        }
        return minutes <= MEDIUM ? "medium" : "large";
    }
}
