package dev.upkeep.engine.detect.script.syntax;

import dev.upkeep.engine.detect.SourceFile;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Comments that tell a linter something for all of a file, or for the rest of it. */
record FileDirectives(List<Directive> all) {

    /**
     * One comment, or one setting in it.
     *
     * @param from the first line that it holds for
     * @param text as a comment that switches something off
     */
    private record Directive(int from, String text) {}

    private static final Pattern COMMENT =
            Pattern.compile("(?m)^[ \\t]*/\\*[ \\t]*(?:eslint|oxlint)(-disable)?\\s([^*]*)\\*/");

    private static final Pattern OFF =
            Pattern.compile("([\\w@/-]+)[\"']?\\s*:\\s*(?:\\[\\s*)?(?:[\"']?off\\b|0(?![\\w.]))");

    static FileDirectives of(SourceFile file) {
        return file.view(FileDirectives.class, () -> new FileDirectives(read(file.text())));
    }

    private static List<Directive> read(String text) {
        return text.contains("eslint") || text.contains("oxlint")
                ? COMMENT.matcher(text)
                        .results()
                        .flatMap(comment -> directives(text, comment))
                        .toList()
                : List.of();
    }

    /** A setting holds wherever it stands; what is switched off holds from there on, unless it is switched on again. */
    private static Stream<Directive> directives(String text, MatchResult comment) {
        String content = comment.group(2).replaceAll("\\s+", " ");
        if (comment.group(1) == null) {
            return OFF.matcher(content).results().map(off -> new Directive(1, "disable " + off.group(1)));
        }
        long above = text.substring(0, comment.start()).lines().count();
        return text.contains("lint-enable")
                ? Stream.empty()
                : Stream.of(new Directive((int) above + 1, "disable " + content.replaceFirst("-- .*", "")));
    }

    boolean switchOff(Pattern directive, int line) {
        return all.stream()
                .anyMatch(each ->
                        each.from() <= line && directive.matcher(each.text()).find());
    }
}
