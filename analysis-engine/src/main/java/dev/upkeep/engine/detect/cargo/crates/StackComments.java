package dev.upkeep.engine.detect.cargo.crates;

import dev.upkeep.engine.detect.Repository;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Comments that speak of two crates of a kind at once: whoever wrote one knows that both are there, and says why. */
final class StackComments {

    private StackComments() {}

    /** Whether one of these files has a comment that names crates of two families. */
    static boolean explain(Repository repository, List<List<String>> families, Collection<String> paths) {
        List<Pattern> names = families.stream().map(StackComments::anyOf).toList();
        return paths.stream()
                .flatMap(path -> repository.text(path).stream())
                .flatMap(text -> comments(text).stream())
                .anyMatch(comment -> names.stream()
                                .filter(name -> name.matcher(comment).find())
                                .count()
                        > 1);
    }

    private static Pattern anyOf(List<String> family) {
        List<String> words = family.stream()
                .map(crate -> Pattern.quote(crate).replace("-", "\\E[-_]\\Q"))
                .toList();
        return Pattern.compile("(?i)(?<![\\w-])(" + String.join("|", words) + ")(?![\\w-]|::)");
    }

    /** The line comments of a file, those of successive lines as one. */
    private static List<String> comments(String text) {
        List<String> comments = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String line : (text + "\n").split("\n", -1)) {
            String plain = line.strip();
            if (plain.startsWith("//")) {
                open.append(plain).append(' ');
            } else if (!open.isEmpty()) {
                comments.add(open.toString());
                open.setLength(0);
            }
        }
        return comments;
    }
}
