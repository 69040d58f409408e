package dev.upkeep.scoring.domain;

import java.util.ArrayList;
import java.util.List;

/** Why an improvement stands where it stands: what shows it, what makes it weigh more or less, why this phase. */
final class Rationale {

    private static final int MESSAGE_LENGTH = 200;

    private Rationale() {}

    static String of(Draft draft, int phase, Phases plan) {
        List<String> sentences = new ArrayList<>();
        sentences.add(shown(draft.group()));
        addReasons(sentences, "It weighs more because ", raising(draft.group().worst()));
        addReasons(sentences, "It weighs less because ", lowering(draft.group().worst()));
        sentences.add(placed(draft, phase, plan));
        if (draft.settled() && phase != Phases.CRITICAL) {
            sentences.add("It keeps its place from the last plan, as its figures moved by less than 10 %.");
        }
        return String.join(" ", sentences);
    }

    private static String shown(Group group) {
        ScoredFinding worst = group.worst();
        String message = Words.clipped(worst.finding().message().strip(), MESSAGE_LENGTH);
        String place = Place.of(worst);
        if (group.size() == 1) {
            return Words.sentence(place + ": " + message);
        }
        return Words.sentence(
                "The worst of %s is %s: %s".formatted(Words.count(group.size(), "place", "places"), place, message));
    }

    private static void addReasons(List<String> sentences, String start, List<String> reasons) {
        if (!reasons.isEmpty()) {
            sentences.add(start + joined(reasons) + ".");
        }
    }

    private static List<String> raising(ScoredFinding worst) {
        List<String> reasons = new ArrayList<>();
        if (worst.broken()) {
            boolean still = worst.factor(FindingImpact.URGENCY) >= FindingImpact.URGENT;
            reasons.add("it " + (still ? FindingImpact.STANDS_STILL : FindingImpact.DOES_NOT_WORK));
        }
        if (worst.factor(FindingImpact.EVIDENCE) > 1) {
            reasons.add(worst.finding().data().get("evidence") + " shows it too");
        }
        if (worst.factor(FindingImpact.HOTSPOT) >= 2) {
            reasons.add("the file is among the most often changed");
        }
        Integer dependents = worst.finding().dependents();
        if (dependents != null && worst.factor(FindingImpact.REACH) >= 1.3) {
            reasons.add(Words.count(dependents, "file depends", "files depend") + " on it");
        }
        return reasons;
    }

    private static List<String> lowering(ScoredFinding worst) {
        List<String> reasons = new ArrayList<>();
        if (worst.factor(FindingImpact.CONTEXT) < 1) {
            reasons.add("it is in " + worst.context().words());
        }
        double confidence = worst.factor(FindingImpact.CONFIDENCE);
        if (confidence < ScoredFinding.CERTAIN) {
            reasons.add("the rule is only " + Words.percent(confidence) + " sure");
        }
        if (worst.factor(FindingImpact.HOTSPOT) < 0.75) {
            reasons.add("the file hardly ever changes");
        }
        return reasons;
    }

    private static String placed(Draft draft, int phase, Phases plan) {
        String effort = Words.duration(draft.minutes());
        String score = Words.score(draft.score());
        return switch (phase) {
            case Phases.CRITICAL ->
                "A critical defect in production comes before everything else, whatever it costs (about %s)."
                        .formatted(effort);
            case Phases.QUICK ->
                "About %s of work buys %s of all impact found, one of the best uses of a budget of %s."
                        .formatted(
                                effort,
                                Words.percent(draft.score() / plan.totalImpact()),
                                Words.hours(plan.budgetMinutes()));
            case Phases.PLANNED -> planned(draft, effort, plan);
            case Phases.OPPORTUNISTIC ->
                "An impact of %s is too small to plan for: mend it, in about %s, when the code is open anyway."
                        .formatted(score, effort);
            default -> parked(draft, effort, score);
        };
    }

    private static String planned(Draft draft, String effort, Phases plan) {
        return switch (draft.quadrant()) {
            case QUICK_WIN ->
                plan.budgetMinutes() <= 0
                        ? "It is cheap for what it brings, but no budget is set for quick wins."
                        : "It is cheap for what it brings, but the budget of %s buys more elsewhere."
                                .formatted(Words.hours(plan.budgetMinutes()));
            case BIG_BET, FILL_IN, PARKED ->
                "It is worth doing, but about %s of work needs a date of its own, %s."
                        .formatted(effort, turn(draft.stage()));
        };
    }

    private static String turn(Stage stage) {
        return switch (stage) {
            case BUILD -> "before the rest, which relies on a sound build";
            case SAFE -> "after what makes the build sound";
            case FAST -> "after what makes the code safe to change";
        };
    }

    private static String parked(Draft draft, String effort, String score) {
        if (draft.group().apart()) {
            return "Counted apart and not planned: it is no risk in production.";
        }
        return draft.minutes() > QuadrantCut.EFFORT_MINUTES
                ? "Parked: about %s of work is too much for an impact of %s.".formatted(effort, score)
                : "Parked: an impact of %s is not worth a place in the plan.".formatted(score);
    }

    private static String joined(List<String> reasons) {
        int last = reasons.size() - 1;
        return last == 0
                ? reasons.getFirst()
                : String.join(", ", reasons.subList(0, last)) + " and " + reasons.get(last);
    }
}
