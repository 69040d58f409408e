package dev.upkeep.scoring.domain;

import dev.upkeep.events.Improvement.Factor;
import dev.upkeep.events.Improvement.Impact;
import dev.upkeep.events.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The impact of an improvement: its findings, worst first, each weighing less than the one before. The weights fall so
 * fast that no heap of low findings (1 each) reaches one critical finding (30) of the same circumstances:
 *
 * <ul>
 *   <li>risk: {@code 0.95^i}; the 14th counts half, all together never more than 20 times the worst;
 *   <li>style: {@code (i+1)^0.7 - i^0.7}, so that equal ones add up to {@code base·n^0.7}; the worst 50 count, 15.5
 *       times the worst at most.
 * </ul>
 */
final class GroupImpact {

    static final String OCCURRENCES = "occurrences";

    private static final double RISK_DECAY = 0.95;
    private static final double STYLE_EXPONENT = 0.7;
    private static final int STYLE_COUNTED = 50;

    private static final double CRITICAL = 60;
    private static final double HIGH = 20;
    private static final double MEDIUM = 5;

    private GroupImpact() {}

    static Impact of(Group group) {
        ScoredFinding worst = group.worst();
        double occurrences = weightedSum(group) / worst.impact();
        List<Factor> factors = new ArrayList<>(worst.factors());
        factors.add(Figures.factor(OCCURRENCES, occurrences, occurrencesSource(group)));
        double score =
                Figures.rounded(factors.stream().mapToDouble(Factor::value).reduce(1, (a, b) -> a * b));
        return new Impact(score, level(score, group), List.copyOf(factors));
    }

    private static double weightedSum(Group group) {
        boolean style = group.worst().rule().style();
        int counted = style ? Math.min(group.size(), STYLE_COUNTED) : group.size();
        double sum = 0;
        for (int i = 0; i < counted; i++) {
            sum += group.findings().get(i).impact() * (style ? styleWeight(i) : StrictMath.pow(RISK_DECAY, i));
        }
        return sum;
    }

    private static double styleWeight(int index) {
        return StrictMath.pow(index + 1.0, STYLE_EXPONENT) - StrictMath.pow(index, STYLE_EXPONENT);
    }

    private static String occurrencesSource(Group group) {
        if (group.size() == 1) {
            return "one place";
        }
        String places = Words.count(group.size(), "place", "places");
        return group.worst().rule().style()
                ? places + ", worst first, adding up as n^0.7: a matter of style"
                : places + ", worst first, each counting 5 % less than the one before";
    }

    /**
     * A certain critical finding makes its improvement critical whatever the rest of the product says. And a heap of
     * findings is called at most one step worse than the worst of them: many medium ones are a high impact, and no more.
     */
    private static String level(double score, Group group) {
        if (group.critical() > 0) {
            return "critical";
        }
        Severity worst = group.findings().stream()
                .map(scored -> scored.finding().severity())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return switch (worst) {
            case CRITICAL, HIGH -> score >= CRITICAL ? "critical" : upToHigh(score);
            case MEDIUM -> upToHigh(score);
            case LOW -> score >= MEDIUM ? "medium" : "low";
        };
    }

    private static String upToHigh(double score) {
        if (score >= HIGH) {
            return "high";
        }
        return score >= MEDIUM ? "medium" : "low";
    }
}
