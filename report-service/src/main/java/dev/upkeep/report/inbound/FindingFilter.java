package dev.upkeep.report.inbound;

import dev.upkeep.report.domain.Finding;
import jakarta.ws.rs.QueryParam;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Filters of a list of findings, as query parameters; what is not given matches all. */
public class FindingFilter {

    /** {@code critical}, {@code high}, {@code medium} or {@code low}. */
    @QueryParam("severity")
    @Nullable
    String severity;

    /** The category of the rule. */
    @QueryParam("category")
    @Nullable
    String category;

    /** The id of the rule. */
    @QueryParam("rule")
    @Nullable
    String rule;

    /** {@code production}, {@code test} and so on. */
    @QueryParam("context")
    @Nullable
    String context;

    /** {@code new}, {@code open}, {@code reopened} or {@code suppressed}. */
    @QueryParam("status")
    @Nullable
    String status;

    /** The beginning of the path. */
    @QueryParam("path")
    @Nullable
    String path;

    boolean matches(Finding finding) {
        return same(severity, finding.severity().name().toLowerCase(Locale.ROOT))
                && same(category, finding.category())
                && same(rule, finding.ruleId())
                && same(context, finding.context())
                && same(status, finding.status().name().toLowerCase(Locale.ROOT))
                && (path == null || finding.path().startsWith(path));
    }

    private static boolean same(@Nullable String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }
}
