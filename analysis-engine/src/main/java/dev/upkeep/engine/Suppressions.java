package dev.upkeep.engine;

import dev.upkeep.engine.FileResult.Ignore;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.settings.Settings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/** Which findings somebody has accepted, by a comment beside them or in the configuration, and why. */
final class Suppressions {

    private final List<Settings.Suppression> central;
    private final Map<String, List<Ignore>> inline;

    /**
     * @param today decides which central suppressions have run out
     * @param inline comments by path
     */
    Suppressions(List<Settings.Suppression> central, LocalDate today, Map<String, List<Ignore>> inline) {
        this.central = central.stream()
                .filter(suppression -> suppression.until().isEmpty()
                        || !LocalDate.parse(suppression.until()).isBefore(today))
                .toList();
        this.inline = inline;
    }

    /** Why this finding is suppressed; empty where it counts. */
    Optional<String> reason(Draft draft) {
        return inline.getOrDefault(draft.location().path(), List.of()).stream()
                .filter(ignore -> names(ignore.rule(), draft.ruleId()))
                .filter(ignore -> covers(ignore, draft))
                .map(Ignore::reason)
                .findFirst()
                .or(() -> centralReason(draft));
    }

    private Optional<String> centralReason(Draft draft) {
        return central.stream()
                .filter(suppression -> names(suppression.rule(), draft.ruleId()))
                .filter(suppression -> suppression.path().isEmpty()
                        || new FastIgnoreRule(suppression.path())
                                .isMatch(draft.location().path(), false))
                .map(Settings.Suppression::reason)
                .findFirst();
    }

    private static boolean covers(Ignore ignore, Draft draft) {
        int line = draft.location().startLine();
        return ignore.line() <= line && line <= ignore.until();
    }

    /** Whether the repository wants to hear nothing of this rule. */
    static boolean switchedOff(Settings settings, String ruleId) {
        return settings.disabledRules().stream().anyMatch(pattern -> names(pattern, ruleId));
    }

    /** Whether a rule pattern ({@code *}, {@code area/*} or an id) means this rule. */
    static boolean names(String pattern, String ruleId) {
        return pattern.equals("*")
                || pattern.equals(ruleId)
                || (pattern.endsWith("/*") && ruleId.startsWith(pattern.substring(0, pattern.length() - 1)));
    }
}
