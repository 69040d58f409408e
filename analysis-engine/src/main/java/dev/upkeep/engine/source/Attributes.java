package dev.upkeep.engine.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * What a {@code .gitattributes} file says of generated and vendored files, by the attributes that GitHub's linguist reads.
 * The last line that matches decides.
 */
public final class Attributes {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

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
        return switch (name) {
            case "linguist-generated" -> Optional.of(new Line(rule(pattern), Context.GENERATED, set));
            case "linguist-vendored" -> Optional.of(new Line(rule(pattern), Context.VENDORED, set));
            case "linguist-documentation" -> Optional.of(new Line(rule(pattern), Context.DOCUMENTATION, set));
            default -> Optional.empty();
        };
    }

    private static FastIgnoreRule rule(String pattern) {
        return new FastIgnoreRule(pattern);
    }
}
