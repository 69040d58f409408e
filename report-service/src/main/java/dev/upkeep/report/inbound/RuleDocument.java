package dev.upkeep.report.inbound;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The page of a rule.
 *
 * @param facts the plain {@code key: value} lines of the front matter
 * @param markdown the text below it
 */
record RuleDocument(Map<String, String> facts, String markdown) {

    private static final String FENCE = "---\n";

    /** Reads a rule file; the catalogue's own tests hold its form. */
    static RuleDocument read(String text) {
        int end = text.indexOf("\n" + FENCE, FENCE.length() - 1);
        if (!text.startsWith(FENCE) || end < 0) {
            return new RuleDocument(Map.of(), text);
        }
        Map<String, String> facts = new LinkedHashMap<>();
        text.substring(FENCE.length(), end).lines().forEach(line -> {
            int colon = line.indexOf(": ");
            if (colon > 0 && !line.startsWith(" ")) {
                facts.put(
                        line.substring(0, colon),
                        unquoted(line.substring(colon + 2).strip()));
            }
        });
        return new RuleDocument(facts, text.substring(end + 1 + FENCE.length()));
    }

    String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1).replace("\\\"", "\"")
                : value;
    }
}
