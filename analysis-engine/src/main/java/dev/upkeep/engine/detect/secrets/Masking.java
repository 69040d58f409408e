package dev.upkeep.engine.detect.secrets;

import java.util.regex.Pattern;

/** Keeps credentials out of what a report shows of a source line. */
public final class Masking {

    private static final String RULES = "secrets/";
    private static final Pattern LONG_WORD = Pattern.compile("\\S{8,}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_.]+[:=,;({})]*");

    private Masking() {}

    /** The lines of a finding; for rules of this area without anything long enough to be a secret. */
    public static String snippet(String ruleId, String lines) {
        return ruleId.startsWith(RULES)
                ? LONG_WORD
                        .matcher(lines)
                        .replaceAll(found -> NAME.matcher(found.group()).matches() ? "$0" : "…")
                : lines;
    }
}
