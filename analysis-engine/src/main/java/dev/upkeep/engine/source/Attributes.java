package dev.upkeep.engine.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * What the {@code .gitattributes} files of a tree say of generated and vendored files, by the attributes that GitHub's
 * linguist reads. The last line that matches decides; those of a folder stand behind those of the folders around it.
 * Lines at the root such as {@code * linguist-vendored} are passed over: they are there for the share of languages that
 * the hosting page shows, and say nothing of where a file comes from.
 */
public final class Attributes {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    /** Patterns that take whole languages or everything out of the hosting page's statistics. */
    private static final Pattern EVERYTHING = Pattern.compile("/?\\*+(/\\*+)*");

    private static final Pattern WHOLE_LANGUAGE = Pattern.compile("(\\*\\*/)?\\*\\.\\w+");

    private record Line(String folder, FastIgnoreRule pattern, Context context, boolean set) {

        boolean matches(String path) {
            return path.startsWith(folder) && pattern.isMatch(path.substring(folder.length()), false, true);
        }
    }

    private final List<Line> lines;

    private Attributes(List<Line> lines) {
        this.lines = lines;
    }

    /**
     * Reads the files; lines that say nothing of linguist's attributes are passed over.
     *
     * @param texts by path
     */
    public static Attributes read(Map<String, String> texts) {
        List<Line> lines = new ArrayList<>();
        // A shorter path sorts before all that begin with it, so folders come before what lies in them.
        new TreeMap<>(texts)
                .forEach((path, text) -> text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .forEach(line -> read(path.substring(0, path.lastIndexOf('/') + 1), line, lines)));
        return new Attributes(List.copyOf(lines));
    }

    private static void read(String folder, String line, List<Line> lines) {
        List<String> words = WHITE_SPACE.splitAsStream(line).toList();
        for (int at = 1; at < words.size(); at++) {
            read(folder, words.getFirst(), words.get(at)).ifPresent(lines::add);
        }
    }

    /** What they say of this path; empty where they say nothing. */
    public Optional<Context> of(String path) {
        return lines.reversed().stream()
                .filter(line -> line.matches(path))
                .findFirst()
                .filter(Line::set)
                .map(Line::context);
    }

    private static Optional<Line> read(String folder, String pattern, String attribute) {
        boolean set = !attribute.startsWith("-") && !attribute.endsWith("=false");
        String name = attribute.replaceFirst("^[-!]", "").replaceFirst("=.*$", "");
        if (set && folder.isEmpty() && isForStatistics(pattern, name)) {
            return Optional.empty();
        }
        return switch (name) {
            case "linguist-generated" -> Optional.of(new Line(folder, rule(pattern), Context.GENERATED, set));
            case "linguist-vendored" -> Optional.of(new Line(folder, rule(pattern), Context.VENDORED, set));
            case "linguist-documentation" -> Optional.of(new Line(folder, rule(pattern), Context.DOCUMENTATION, set));
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
