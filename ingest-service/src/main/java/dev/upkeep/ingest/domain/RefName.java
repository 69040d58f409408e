package dev.upkeep.ingest.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/** What may name a commit: the rules of {@code git check-ref-format}, and nothing that git takes for an expression. */
public final class RefName {

    private static final int LONGEST = 255;
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|/\\.|^[./-]|[./]$|\\.lock(/|$)|^@$");

    private RefName() {}

    /** Why the text names no commit, for people; empty where it may. */
    public static Optional<String> problem(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.of("A ref has 1 to " + LONGEST + " characters.");
        }
        return FORBIDDEN.matcher(text).find()
                ? Optional.of("This is no name of a branch, a tag or a commit.")
                : Optional.empty();
    }
}
