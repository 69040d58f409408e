package dev.upkeep.engine.detect.ci;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Patterns for paths as GitHub's own actions read them: {@code *}, {@code **}, {@code ?}; a folder stands for all in it. */
final class PathPattern {

    private static final Pattern PART = Pattern.compile("\\*\\*/|\\*\\*|\\*|\\?|[^*?]+");

    private PathPattern() {}

    static Pattern of(String pattern) {
        StringBuilder regex = new StringBuilder();
        Matcher part = PART.matcher(pattern.strip().replaceFirst("^(\\./)+", "").replaceFirst("/+$", ""));
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
