package dev.upkeep.engine.detect;

import dev.upkeep.engine.detect.Repository.Reading;
import dev.upkeep.engine.source.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Looks for code in the text of files whose facts have already shown that it may be there. */
public final class ProductionLines {

    private static final Pattern COMMENT = Pattern.compile("\\s*(//|/\\*|\\*).*");

    private ProductionLines() {}

    /** The 1-based line of the first match; see the other method of this name. */
    public static OptionalInt first(Repository repository, AnalysedFile file, Pattern pattern) {
        String text = repository.text(file.path()).orElse("");
        return pattern.matcher(text).find() ? first(matching(text, pattern, List.of("")), file) : OptionalInt.empty();
    }

    /**
     * The 1-based line of the first match that stands in production code and not on a line of comment.
     *
     * @param pattern that matches within a line, without anchors
     * @param hints one of them is in whatever the pattern matches
     */
    public static OptionalInt first(Repository repository, AnalysedFile file, Pattern pattern, List<String> hints) {
        Reading<List<Integer>> matching = Reading.small(
                "production-lines\n" + pattern.pattern() + "\n" + hints,
                (path, text) -> hints.stream().anyMatch(text::contains) ? matching(text, pattern, hints) : List.of());
        return first(repository.read(matching, file.path()).orElse(List.of()), file);
    }

    private static OptionalInt first(List<Integer> lines, AnalysedFile file) {
        return lines.stream()
                .mapToInt(Integer::intValue)
                .filter(line -> file.contextAt(line) == Context.PRODUCTION)
                .findFirst();
    }

    /** Only lines with a hint are worth a pattern, and looking for words is much cheaper. */
    private static List<Integer> matching(String text, Pattern pattern, List<String> hints) {
        List<Integer> matching = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (hints.stream().anyMatch(line::contains)
                    && pattern.matcher(line).find()
                    && !COMMENT.matcher(line).matches()) {
                matching.add(at + 1);
            }
        }
        return List.copyOf(matching);
    }
}
