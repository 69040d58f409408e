package dev.upkeep.engine.detect.secrets;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Modules of tests within a file of production code, as Rust has them; told by their layout, before the syntax is known. */
final class InlineTests {

    private static final Pattern ATTRIBUTE = Pattern.compile(
            "(\\s*)#\\[cfg\\(\\s*(?:test|all\\((?:(?:[^()]|\\([^()]*\\))*,)?\\s*test\\s*(?:,.*)?\\))\\s*\\)\\]\\s*");
    private static final Pattern ANY_ATTRIBUTE = Pattern.compile("\\s*#\\[.*\\]\\s*");
    private static final Pattern MODULE = Pattern.compile("\\s*(pub\\s+)?mod\\s+\\w+\\s*\\{.*");

    private InlineTests() {}

    /** Whether such a module is open at this line. */
    static boolean hold(SourceFile file, int number) {
        if (file.language() != Language.RUST) {
            return false;
        }
        List<String> lines = file.lines().subList(0, number - 1);
        for (int at = lines.size() - 2; at >= 0; at--) {
            Matcher attribute = ATTRIBUTE.matcher(lines.get(at));
            if (attribute.matches() && opensModule(lines, at + 1)) {
                return !lines.subList(at + 1, lines.size()).contains(attribute.group(1) + "}");
            }
        }
        return false;
    }

    /** Whether a module begins there, or behind more attributes of it. */
    private static boolean opensModule(List<String> lines, int first) {
        int at = first;
        while (at < lines.size() - 1 && ANY_ATTRIBUTE.matcher(lines.get(at)).matches()) {
            at++;
        }
        return MODULE.matcher(lines.get(at)).matches();
    }
}
