package dev.upkeep.report.inbound.rendering;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.upkeep.events.Severity;
import dev.upkeep.report.domain.Finding;
import dev.upkeep.report.domain.Report;
import dev.upkeep.report.domain.Wording;

/** The findings that count as a GitLab Code Quality artifact. */
public final class GitLabReport {

    private static final JsonMapper MAPPER = new JsonMapper();

    private GitLabReport() {}

    /** A JSON array. */
    public static String render(Report report) {
        ArrayNode issues = MAPPER.createArrayNode();
        report.findings().stream().filter(Finding::counts).forEach(finding -> issue(issues.addObject(), finding));
        return issues.toPrettyString() + "\n";
    }

    private static void issue(ObjectNode issue, Finding finding) {
        issue.put("description", Wording.oneLine(finding.message()));
        issue.put("check_name", finding.ruleId());
        issue.put("fingerprint", finding.fingerprint());
        issue.put("severity", severity(finding.severity()));
        ObjectNode location = issue.putObject("location");
        location.put("path", finding.path());
        location.putObject("lines").put("begin", finding.startLine());
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "critical";
            case HIGH -> "major";
            case MEDIUM -> "minor";
            case LOW -> "info";
        };
    }
}
