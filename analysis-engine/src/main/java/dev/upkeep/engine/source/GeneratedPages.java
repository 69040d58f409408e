package dev.upkeep.engine.source;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells pages of Markdown that a tool wrote, by what they say of themselves at the top where it is meant for those who
 * would edit them: in a comment, or in a quotation that stands before all else and asks to leave the page alone. In
 * their text pages speak of other files that are generated.
 */
final class GeneratedPages {

    private static final int HEAD_LINES = 15;
    private static final String GENERATED = "(auto-?|automatically )?generated";
    /** Not to do it here, or where to do it instead. */
    private static final String HANDS_OFF = "((do not|don't|never) (manually )?(edit|modify|change)"
            + "|(update|edit|change) this \\w+ by (updating|editing|changing))";

    private static final Pattern SAYS_SO = Pattern.compile(
            ("\\bthis (file|page|document|documentation|readme) (is|was|has been) %1$s\\b"
                            + "|\\bthis is an? %1$s (file|page|document)\\b"
                            // Tools also say so of the table of contents, or of another part, that they put in.
                            + "|^\\W*(?!.*\\b(section|block|table|toc|between|start|begin)\\b)%1$s (file\\b|.{0,80}\\b%2$s)")
                    .formatted(GENERATED, HANDS_OFF),
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ASKS = Pattern.compile("\\b" + HANDS_OFF, Pattern.CASE_INSENSITIVE);

    private static final Pattern FENCE = Pattern.compile("\\s*(```|~~~).*");
    private static final Pattern FRONT = Pattern.compile("\\A---\\n(.*?)\\n---(\\n|\\z)", Pattern.DOTALL);
    private static final Pattern OF_FRONT = Pattern.compile("^\\s*#(.*)$", Pattern.MULTILINE);
    /** One of HTML, or a link that nothing leads to: {@code [//]: # (text)}. */
    private static final Pattern COMMENT =
            Pattern.compile("<!--([\\s\\S]*?)-->|^\\[[^\\]\\n]*]:\\s+(?:#|<>)\\s+[(\"'](.*)$", Pattern.MULTILINE);

    private GeneratedPages() {}

    /** @param beginning of the page */
    static boolean saysSo(String beginning) {
        List<String> lines = beginning
                .lines()
                .limit(HEAD_LINES)
                .takeWhile(line -> !FENCE.matcher(line).matches())
                .toList();
        String head = String.join("\n", lines);
        Matcher front = FRONT.matcher(head);
        String settings = front.find() ? front.group(1) : "";
        String page = front.replaceFirst("");
        return Stream.concat(texts(OF_FRONT, settings), texts(COMMENT, page))
                        .anyMatch(text -> SAYS_SO.matcher(text).find())
                || quotationSaysSo(COMMENT.matcher(page).replaceAll(""));
    }

    private static Stream<String> texts(Pattern comment, String text) {
        return comment.matcher(text)
                .results()
                .map(found ->
                        found.group(found.groupCount()) == null ? found.group(1) : found.group(found.groupCount()))
                .map(each -> each.replaceAll("\\s+", " "));
    }

    private static boolean quotationSaysSo(String page) {
        String quotation = page.stripLeading()
                .lines()
                .takeWhile(line -> line.startsWith(">"))
                .map(line -> line.replaceFirst("^[>#*\\s]+", ""))
                .collect(Collectors.joining(" "));
        return SAYS_SO.matcher(quotation).find() && ASKS.matcher(quotation).find();
    }
}
