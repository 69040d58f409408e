package dev.upkeep.report.domain;

import dev.upkeep.events.ReportedFinding;
import dev.upkeep.events.ReportedFinding.Traits;

/**
 * A finding as one analysis saw it: all that it can be recognised by in another one.
 *
 * @param fingerprint the analyser's, which holds rule, path, scope, content and the place among equals
 * @param traits empty ones where the analyser named none
 */
public record Sighting(
        String fingerprint, String ruleId, String path, int startLine, String message, String snippet, Traits traits) {

    private static final Traits NONE = new Traits("", "", "", "");

    static Sighting of(ReportedFinding finding) {
        return new Sighting(
                finding.fingerprint(),
                finding.ruleId(),
                finding.path(),
                finding.startLine(),
                finding.message(),
                finding.snippet(),
                finding.traits() == null ? NONE : finding.traits());
    }

    /** The last part of the path. */
    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
