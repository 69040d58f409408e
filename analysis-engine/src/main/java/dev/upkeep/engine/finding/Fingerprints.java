package dev.upkeep.engine.finding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Identities of findings that survive moved lines and reformatting:
 * {@code sha256(rule | path | scope | snippet without white space and comments | how many such came before)}.
 *
 * <p>Findings must be given in source order, so that the second of two twins stays the second. Confined to one thread.
 */
public final class Fingerprints {

    private static final int DIGEST_DIGITS = 12;

    private final Map<String, Integer> seen = new HashMap<>();

    /** The identity of the next finding of this rule, at this path, in this scope, shown by this snippet. */
    public String next(String ruleId, String path, String scope, String snippet) {
        String place = String.join("\u001f", ruleId, path, scope, shown(snippet));
        int before = seen.merge(place, 1, Integer::sum) - 1;
        return sha256(place + "\u001f" + before);
    }

    /** The snippet as the fingerprint sees it: comments dropped, white space gone, literals kept. */
    public static String normalised(String snippet) {
        return CodeText.packed(CodeText.withoutComments(snippet));
    }

    /** A short digest of code, for comparing it with itself at another time; empty for none. */
    static String digest(String code) {
        return code.isEmpty() ? "" : sha256(code).substring(0, DIGEST_DIGITS);
    }

    /** The digest of a snippet, however it is formatted. */
    public static String content(String snippet) {
        return digest(shown(snippet));
    }

    /** A finding about a comment is shown by nothing else: then the comment counts. */
    private static String shown(String snippet) {
        String code = normalised(snippet);
        return code.isEmpty() ? CodeText.packed(snippet) : code;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
