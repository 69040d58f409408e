package dev.upkeep.engine.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Patterns for paths as GitHub's own actions and the TypeScript compiler read them: {@code *}, {@code **}, {@code ?}; a
 * folder stands for all in it.
 */
public final class PathPattern {

    private static final Pattern PART = Pattern.compile("\\*\\*/|\\*\\*|\\*|\\?|[^*?]+");

    /** What the root stands for. */
    private static final Pattern ALL = Pattern.compile(".*", Pattern.DOTALL);

    private PathPattern() {}

    /** One for paths without a slash in front, as those of a repository. */
    public static Pattern of(String pattern) {
        String plain = pattern.strip().replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
        if (plain.isEmpty() || plain.equals(".")) {
            return ALL;
        }
        StringBuilder regex = new StringBuilder();
        Matcher part = PART.matcher(plain);
        while (part.find()) {
            regex.append(
                    switch (part.group()) {
                        case "**/" -> "(?:.*/)?";
                        case "**" -> ".*";
                        case "*" -> "[^/]*";
                        case "?" -> "[^/]";
                        default -> Pattern.quote(part.group());
                    });
        }
        return Pattern.compile(regex + "(?:/.*)?", Pattern.DOTALL);
    }
}
