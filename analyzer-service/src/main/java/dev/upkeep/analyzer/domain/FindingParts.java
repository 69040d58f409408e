package dev.upkeep.analyzer.domain;

import dev.upkeep.events.EventCodec;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.events.ReportedFinding;
import dev.upkeep.events.RuleFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Cuts findings into messages that fit, measured in encoded bytes. The same findings give the same parts. */
public final class FindingParts {

    /** Room for what the codec, headers and the broker add. */
    private static final int MARGIN_BYTES = 16 * 1024;

    private static final int MOST_BYTES = EventCodec.MAX_MESSAGE_BYTES - MARGIN_BYTES;

    private final EventCodec codec = new EventCodec();
    private final UUID analysisId;
    private final String repositoryId;
    private final Function<String, RuleFacts> ruleOf;
    private final List<FindingsReported> parts = new ArrayList<>();
    private final List<ReportedFinding> findings = new ArrayList<>();
    private final Map<String, RuleFacts> rules = new LinkedHashMap<>();
    private int bytes;

    private FindingParts(UUID analysisId, String repositoryId, Function<String, RuleFacts> ruleOf) {
        this.analysisId = analysisId;
        this.repositoryId = repositoryId;
        this.ruleOf = ruleOf;
    }

    /**
     * The parts, in the order of the findings; none where nothing was found.
     *
     * @param ruleOf the facts of a rule by its id
     */
    public static List<FindingsReported> of(
            UUID analysisId, String repositoryId, List<ReportedFinding> findings, Function<String, RuleFacts> ruleOf) {
        FindingParts parts = new FindingParts(analysisId, repositoryId, ruleOf);
        findings.forEach(parts::add);
        parts.close();
        return List.copyOf(parts.parts);
    }

    private void add(ReportedFinding finding) {
        RuleFacts rule = ruleOf.apply(finding.ruleId());
        ReportedFinding fitting = fitting(finding, rule);
        int more = size(fitting, rule);
        if (bytes + more > MOST_BYTES) {
            close();
        }
        bytes += more;
        rules.put(rule.id(), rule);
        findings.add(fitting);
    }

    private void close() {
        if (!findings.isEmpty()) {
            parts.add(part(List.copyOf(rules.values()), List.copyOf(findings)));
        }
        findings.clear();
        rules.clear();
        bytes = 0;
    }

    /** A finding that no message could carry loses its fix, and where that is not enough its figures: never itself. */
    private ReportedFinding fitting(ReportedFinding finding, RuleFacts rule) {
        if (size(finding, rule) <= MOST_BYTES) {
            return finding;
        }
        ReportedFinding withoutFix = reduced(finding, finding.data());
        return size(withoutFix, rule) <= MOST_BYTES
                ? withoutFix
                : reduced(finding, Map.of("omitted", "the figures of this finding are too large to be sent"));
    }

    private static ReportedFinding reduced(ReportedFinding finding, Map<String, Object> data) {
        return new ReportedFinding(
                finding.id(),
                finding.fingerprint(),
                finding.ruleId(),
                finding.severity(),
                finding.confidence(),
                finding.message(),
                finding.path(),
                finding.startLine(),
                finding.endLine(),
                finding.context(),
                finding.module(),
                finding.snippet(),
                data,
                finding.hotspot(),
                finding.dependents(),
                finding.suppression(),
                null,
                finding.traits());
    }

    /** An upper bound: the finding in a message of its own, with its rule where the part does not have it yet. */
    private int size(ReportedFinding finding, RuleFacts rule) {
        List<RuleFacts> added = rules.containsKey(rule.id()) ? List.of() : List.of(rule);
        return codec.encode(part(added, List.of(finding))).length;
    }

    private FindingsReported part(List<RuleFacts> partRules, List<ReportedFinding> partFindings) {
        return new FindingsReported(analysisId, repositoryId, parts.size(), partRules, partFindings);
    }
}
