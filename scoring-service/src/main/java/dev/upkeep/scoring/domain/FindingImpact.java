package dev.upkeep.scoring.domain;

import static dev.upkeep.scoring.domain.Figures.factor;

import dev.upkeep.events.Improvement.Factor;
import dev.upkeep.events.ReportedFinding;
import dev.upkeep.events.RuleFacts;
import dev.upkeep.events.Severity;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The impact of one finding: {@code I = S·C·H·R·V·U}, damped by where it stands. The formula and the reasons for its
 * figures are in {@code docs/scoring.md}.
 */
final class FindingImpact {

    static final String SEVERITY = "severity";
    static final String CONFIDENCE = "confidence";
    static final String HOTSPOT = "hotspot";
    static final String REACH = "reach";
    static final String EVIDENCE = "evidence";
    static final String URGENCY = "urgency";
    static final String CONTEXT = "context";

    static final String STANDS_STILL = "keeps the build or its checks from running";
    static final String DOES_NOT_WORK = "does not work as it is written";

    static final double PROVEN = 1.5;
    static final double URGENT = 1.5;
    private static final double BROKEN = 1.35;
    /** What a rule itself takes for rather false than true is shown, and planned for by nobody. */
    private static final double LEAST_CONFIDENCE = 0.3;

    private static final String BUILD_TRUTH = "build-truth";
    /** 63 dependents double the impact; more do not add to it. */
    private static final double DOUBLINGS_TO_FULL_REACH = 6;

    private FindingImpact() {}

    static List<Factor> factors(ReportedFinding finding, RuleFacts rule) {
        return List.of(
                severity(finding.severity()),
                factor(CONFIDENCE, Math.min(finding.confidence(), 1), "how sure the rule is"),
                hotspot(finding.hotspot(), broken(finding, rule)),
                reach(finding.dependents()),
                evidence(finding),
                urgency(finding, rule),
                context(finding));
    }

    /** Whether its rule is sure enough of it that people should plan with it. */
    static boolean isLikely(ReportedFinding finding) {
        return finding.confidence() >= LEAST_CONFIDENCE;
    }

    /**
     * A measurement speaks of the system that was measured, and a broken build stops everybody: neither matters less
     * for the file that it is found in.
     */
    static boolean countsInFull(ReportedFinding finding) {
        return finding.ruleId().startsWith("load-test/") || urgent(finding);
    }

    /**
     * Whether something does not work as it is: a build or a check that does not run, or a serious contradiction between
     * what is written and what is there.
     */
    static boolean broken(ReportedFinding finding, RuleFacts rule) {
        boolean serious = finding.severity() == Severity.CRITICAL || finding.severity() == Severity.HIGH;
        return urgent(finding) || (serious && rule.category().equals(BUILD_TRUTH));
    }

    private static Factor severity(Severity severity) {
        double value = switch (severity) {
            case CRITICAL -> 30;
            case HIGH -> 10;
            case MEDIUM -> 3;
            case LOW -> 1;
        };
        return factor(SEVERITY, value, severity.name().toLowerCase(Locale.ROOT) + " severity");
    }

    /** What is broken stays broken while nobody changes the file. */
    private static Factor hotspot(@Nullable Double percentile, boolean broken) {
        if (percentile == null) {
            return factor(HOTSPOT, 1, "history missing");
        }
        double p = Math.clamp(percentile, 0, 1);
        double value = 0.5 + 2.5 * p;
        return broken && value < 1
                ? factor(HOTSPOT, 1, "seldom changes, but what does not work does not wait for that")
                : factor(HOTSPOT, value, "changes more often than " + Words.percent(p) + " of the files");
    }

    private static Factor reach(@Nullable Integer dependents) {
        if (dependents == null) {
            return factor(REACH, 1, "dependents not known");
        }
        int files = Math.max(dependents, 0);
        double reach = 1 + Math.min(Figures.log2(1.0 + files) / DOUBLINGS_TO_FULL_REACH, 1);
        return factor(REACH, reach, Words.count(files, "file depends", "files depend") + " on it");
    }

    private static Factor evidence(ReportedFinding finding) {
        Object shownBy = finding.data().get("evidence");
        return shownBy instanceof String file && !file.isBlank()
                ? factor(EVIDENCE, PROVEN, "also shown by " + file)
                : factor(EVIDENCE, 1, "no load test or trace names this place");
    }

    private static Factor urgency(ReportedFinding finding, RuleFacts rule) {
        if (urgent(finding)) {
            return factor(URGENCY, URGENT, STANDS_STILL);
        }
        return broken(finding, rule)
                ? factor(URGENCY, BROKEN, DOES_NOT_WORK)
                : factor(URGENCY, 1, "nothing stands still because of it");
    }

    private static boolean urgent(ReportedFinding finding) {
        return Boolean.TRUE.equals(finding.data().get("urgent"));
    }

    private static Factor context(ReportedFinding finding) {
        CodeContext context = CodeContext.named(finding.context());
        if (context == CodeContext.PRODUCTION) {
            return factor(CONTEXT, 1, context.words());
        }
        return countsInFull(finding)
                ? factor(CONTEXT, 1, "in " + context.words() + ", but it concerns the running system")
                : factor(CONTEXT, context.weight(), "in " + context.words());
    }
}
