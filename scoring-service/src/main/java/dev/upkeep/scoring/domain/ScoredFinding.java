package dev.upkeep.scoring.domain;

import dev.upkeep.events.Improvement.Factor;
import dev.upkeep.events.ReportedFinding;
import dev.upkeep.events.RuleFacts;
import dev.upkeep.events.Severity;
import java.util.Comparator;
import java.util.List;

/** A ranked finding with the factors of its impact, which multiply to {@code impact}. */
record ScoredFinding(ReportedFinding finding, RuleFacts rule, List<Factor> factors, double impact) {

    /** Below it a critical finding is too doubtful to go before everything else. */
    static final double CERTAIN = 0.7;

    /** A total order, so that nothing depends on the order of arrival. */
    static final Comparator<ScoredFinding> WORST_FIRST = Comparator.comparingDouble(ScoredFinding::impact)
            .reversed()
            .thenComparing(ScoredFinding::path)
            .thenComparingInt(scored -> scored.finding().startLine())
            .thenComparing(scored -> scored.finding().id());

    static ScoredFinding of(ReportedFinding finding, RuleFacts rule) {
        List<Factor> factors = FindingImpact.factors(finding, rule);
        double product = factors.stream().mapToDouble(Factor::value).reduce(1, (a, b) -> a * b);
        return new ScoredFinding(finding, rule, factors, Figures.rounded(product));
    }

    String path() {
        return finding.path();
    }

    boolean inProduction() {
        return FindingImpact.countsInFull(finding) || context() == CodeContext.PRODUCTION;
    }

    CodeContext context() {
        return CodeContext.named(finding.context());
    }

    boolean broken() {
        return FindingImpact.broken(finding, rule);
    }

    /** Whether it alone puts its improvement into phase 0. */
    boolean critical() {
        return finding.severity() == Severity.CRITICAL && inProduction() && finding.confidence() >= CERTAIN;
    }

    /** What multiplies the severity by that name; 1 where it does not. */
    double factor(String name) {
        return factors.stream()
                .filter(factor -> factor.name().equals(name))
                .mapToDouble(Factor::value)
                .findFirst()
                .orElse(1);
    }
}
