package dev.upkeep.engine.detect.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells a secret from what people write in its place. */
final class Plausible {

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "example|sample|placeholder|dummy|fake|mock|test|changeme|change[-_ ]me|change[-_ ]this|replace|your[-_ ]?|^my[-_]|my[-_ ]?(secret|password|key|token)"
                    + "|insert|todo|secret|passw(or)?d|xxx|\\*\\*\\*|\\.\\.\\.|redacted|none|null|undefined|default|admin|root|postgres|guest|local|demo|foo|bar|hunter2|abcdef|12345|qwerty|letmein|lorem",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CALCULATED = Pattern.compile(
            ".*(\\$\\{|\\{\\{|<%|%\\(|\\$\\(|process\\.env|os\\.environ|getenv).*|[<\\[{$%@].*|.*[>\\]}]");
    /** Keys that their providers made for browsers: PostHog, Stripe, Mapbox, Datadog. */
    private static final Pattern PUBLISHED = Pattern.compile("(phc_|pk_(live|test)_|pk\\.ey).*|pub[0-9a-f]{32}");

    /** What Nx Cloud puts behind the name of a token that may only read what it keeps, made to be committed. */
    private static final String READ_ONLY = "|read";

    private static final Pattern RUN = Pattern.compile("(.)\\1{4,}");

    private Plausible() {}

    /** Whether a token of a known shape may be a real one: not an example of the provider's manual, not a filler. */
    static boolean token(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean filler = RUN.matcher(text).find()
                || lower.contains("example")
                || lower.contains("xxxx")
                || lower.contains("1234567")
                || lower.contains("abcdefg");
        return !filler && entropy(text) > 3.0;
    }

    /** Whether a value assigned to a name such as {@code apiKey} looks drawn at random. */
    static boolean value(String text) {
        boolean mixed = text.matches(".*[0-9].*") && text.matches(".*[A-Za-z].*");
        boolean words = text.matches("[a-z]+([-_. ][a-z0-9]+)*|[A-Z]+(_[A-Z0-9]+)*|[a-zA-Z]+[0-9]{0,4}");
        return mixed
                && !words
                && !text.contains(" ")
                && !text.contains("://")
                && !PLACEHOLDER.matcher(text).find()
                && !CALCULATED.matcher(text).matches()
                && !PUBLISHED.matcher(text).matches()
                && !isReadOnly(text)
                && !RUN.matcher(text).find()
                && entropy(text) > 3.5;
    }

    private static boolean isReadOnly(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.ISO_8859_1).endsWith(READ_ONLY);
        } catch (IllegalArgumentException anotherForm) {
            return false;
        }
    }

    /** Shannon's entropy in bits per character (Shannon 1948). */
    static double entropy(String text) {
        Map<Integer, Integer> counts = new HashMap<>();
        text.chars().forEach(character -> counts.merge(character, 1, Integer::sum));
        double bits = 0;
        for (int count : counts.values()) {
            double share = (double) count / text.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits;
    }
}
