package dev.upkeep.report.domain;

import dev.upkeep.events.ReportedFinding.Traits;

/** Sightings for tests, one trait at a time. */
final class Seen {

    static final String RULE = "rust/panicking-call";

    private Seen() {}

    /** A call that panics in a function, with neighbours of its own. */
    static Sighting call(String path, int line, String function, String code) {
        return around(path, line, function, code, "before " + code, "after " + code);
    }

    static Sighting around(String path, int line, String function, String code, String before, String after) {
        String content = "digest of " + code.replaceAll("\\s", "");
        return new Sighting(
                String.join("|", path, function, content),
                RULE,
                path,
                line,
                "`unwrap` panics in " + function,
                code,
                new Traits(function, content, before, after));
    }

    static Sighting message(Sighting sighting, String message) {
        return new Sighting(
                sighting.fingerprint(),
                sighting.ruleId(),
                sighting.path(),
                sighting.startLine(),
                message,
                sighting.snippet(),
                sighting.traits());
    }
}
