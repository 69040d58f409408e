package dev.upkeep.report.inbound.rendering;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.upkeep.events.Severity;
import dev.upkeep.report.domain.Finding;
import dev.upkeep.report.domain.Report;
import dev.upkeep.report.domain.Report.Rule;
import dev.upkeep.report.domain.Wording;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The findings as SARIF 2.1.0, within the limits of GitHub's code scanning (25,000 results, of which it keeps the first
 * 5,000: they are worst first). Findings that are gone are left out and not marked {@code absent}: GitHub takes every
 * result for one that is there, and one that is missing for fixed.
 */
public final class SarifReport {

    private static final int RESULTS = 25_000;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Report report;
    private final Map<String, Integer> ruleIndex = new HashMap<>();
    private final double highestImpact;

    private SarifReport(Report report) {
        this.report = report;
        this.highestImpact =
                report.findings().stream().mapToDouble(Finding::impact).max().orElse(0);
    }

    /** A SARIF log with one run. */
    public static String render(Report report) {
        return new SarifReport(report).log().toPrettyString() + "\n";
    }

    private ObjectNode log() {
        ObjectNode log = MAPPER.createObjectNode();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        driver(run.putObject("tool").putObject("driver"));
        run.putObject("automationDetails")
                .put("id", "upkeep/" + report.analysis().id())
                .put("guid", report.analysis().id().toString());
        if (report.baseline() != null) {
            run.put("baselineGuid", report.baseline().analysisId().toString());
        }
        run.put("columnKind", "utf16CodeUnits");
        provenance(run);
        ArrayNode results = run.putArray("results");
        report.findings().stream().limit(RESULTS).forEach(finding -> result(results.addObject(), finding));
        return log;
    }

    private void driver(ObjectNode driver) {
        driver.put("name", "Upkeep");
        driver.put("semanticVersion", report.generator().version());
        ArrayNode rules = driver.putArray("rules");
        for (Rule rule : report.rules()) {
            ruleIndex.put(rule.id(), rules.size());
            rule(rules.addObject(), rule);
        }
    }

    private void rule(ObjectNode node, Rule rule) {
        node.put("id", rule.id());
        node.putObject("shortDescription").put("text", rule.title());
        node.putObject("fullDescription").put("text", rule.title());
        node.putObject("help").put("text", rule.advice()).put("markdown", rule.advice());
        Severity severity = Severity.valueOf(rule.severity().toUpperCase(Locale.ROOT));
        node.putObject("defaultConfiguration").put("level", level(severity));
        ObjectNode properties = node.putObject("properties");
        properties.putArray("tags").add(rule.category());
        properties.put("precision", precision(rule.id()));
        properties.put("problem.severity", problemSeverity(severity));
    }

    private void provenance(ObjectNode run) {
        String url = report.repository().cloneUrl();
        if (url.startsWith("https://")) {
            run.putArray("versionControlProvenance")
                    .addObject()
                    .put("repositoryUri", url)
                    .put("revisionId", report.commit().sha());
        }
    }

    private void result(ObjectNode result, Finding finding) {
        result.put("ruleId", finding.ruleId());
        Integer index = ruleIndex.get(finding.ruleId());
        if (index != null) {
            result.put("ruleIndex", index);
        }
        result.put("level", level(finding.severity()));
        result.putObject("message").put("text", Wording.oneLine(finding.message()));
        ObjectNode physical = result.putArray("locations").addObject().putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(finding.path())).put("uriBaseId", "%SRCROOT%");
        physical.putObject("region")
                .put("startLine", finding.startLine())
                .put("endLine", Math.max(finding.startLine(), finding.endLine()));
        result.putObject("partialFingerprints")
                .put("primaryLocationLineHash", finding.fingerprint() + ":1")
                .put("upkeep/v1", finding.fingerprint());
        if (finding.suppression() != null) {
            result.putArray("suppressions")
                    .addObject()
                    .put("kind", "external")
                    .put("justification", finding.suppression());
        }
        if (report.baseline() != null) {
            result.put("baselineState", baselineState(finding));
        }
        if (finding.fix() != null) {
            SarifFix.write(
                    result,
                    finding.fix().description(),
                    finding.fix().diff(),
                    (location, path) -> location.put("uri", uri(path)).put("uriBaseId", "%SRCROOT%"));
        }
        result.put("rank", highestImpact == 0 ? 0 : Math.round(1000 * finding.impact() / highestImpact) / 10.0);
        figures(result.putObject("properties"), finding);
    }

    private static void figures(ObjectNode properties, Finding finding) {
        properties.put("upkeep.impact", finding.impact());
        properties.put("upkeep.confidence", finding.confidence());
        properties.put("upkeep.context", finding.context());
        properties.put("upkeep.firstSeen", finding.firstSeen().toString());
        if (finding.recommendationId() != null) {
            properties.put("upkeep.recommendation", finding.recommendationId());
        }
    }

    /** What is back was not in the baseline; what is suppressed may have come with its suppression. */
    private String baselineState(Finding finding) {
        return switch (finding.status()) {
            case NEW, REOPENED -> "new";
            case OPEN -> finding.movedFrom() == null ? "unchanged" : "updated";
            case SUPPRESSED -> finding.firstSeen().isBefore(report.commit().committedAt()) ? "unchanged" : "new";
        };
    }

    /** The least sure finding of a rule speaks for it. */
    private String precision(String ruleId) {
        double confidence = report.findings().stream()
                .filter(finding -> finding.ruleId().equals(ruleId))
                .mapToDouble(Finding::confidence)
                .min()
                .orElse(1);
        if (confidence >= 0.9) {
            return "very-high";
        }
        if (confidence >= 0.75) {
            return "high";
        }
        return confidence >= 0.5 ? "medium" : "low";
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }

    private static String problemSeverity(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "recommendation";
        };
    }

    private static String uri(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
