package dev.upkeep.engine.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * What a {@code .gitattributes} file says of generated and vendored files, by the attributes that GitHub's linguist reads.
 * The last line that matches decides. Lines such as {@code * linguist-vendored} are passed over: they are there for the
 * share of languages that the hosting page shows, and say nothing of where a file comes from.
 */
public final class Attributes {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    /** Patterns that take whole languages or everything out of the hosting page's statistics. */
    private static final Pattern EVERYTHING = Pattern.compile("/?\\*+(/\\*+)*");

    private static final Pattern WHOLE_LANGUAGE = Pattern.compile("(\\*\\*/)?\\*\\.\\w+");

    private record Line(FastIgnoreRule pattern, Context context, boolean set) {}

    private final List<Line> lines;

    private Attributes(List<Line> lines) {
        this.lines = lines;
    }

    /** Reads the file; lines that say nothing of linguist's attributes are passed over. */
    public static Attributes read(String text) {
        List<Line> lines = new ArrayList<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    List<String> words = WHITE_SPACE.splitAsStream(line).toList();
                    for (int at = 1; at < words.size(); at++) {
                        read(words.getFirst(), words.get(at)).ifPresent(lines::add);
                    }
                });
        return new Attributes(List.copyOf(lines));
    }

    /** What the file says of this path; empty where it says nothing. */
    public Optional<Context> of(String path) {
        return lines.reversed().stream()
                .filter(line -> line.pattern().isMatch(path, false, true))
                .findFirst()
                .filter(Line::set)
                .map(Line::context);
    }

    private static Optional<Line> read(String pattern, String attribute) {
        boolean set = !attribute.startsWith("-") && !attribute.endsWith("=false");
        String name = attribute.replaceFirst("^[-!]", "").replaceFirst("=.*$", "");
        if (set && isForStatistics(pattern, name)) {
            return Optional.empty();
        }
        return switch (name) {
            case "linguist-generated" -> Optional.of(new Line(rule(pattern), Context.GENERATED, set));
            case "linguist-vendored" -> Optional.of(new Line(rule(pattern), Context.VENDORED, set));
            case "linguist-documentation" -> Optional.of(new Line(rule(pattern), Context.DOCUMENTATION, set));
            default -> Optional.empty();
        };
    }

    /** What is generated may be told by its ending alone, such as {@code *.pb.go}; what others wrote lies in a folder. */
    private static boolean isForStatistics(String pattern, String name) {
        return EVERYTHING.matcher(pattern).matches()
                || (!name.equals("linguist-generated")
                        && WHOLE_LANGUAGE.matcher(pattern).matches());
    }

    private static FastIgnoreRule rule(String pattern) {
        return new FastIgnoreRule(pattern);
    }
}
