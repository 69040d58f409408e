package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.document.Paths;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Sources that tools read and the product never runs. */
final class ToolFiles {

    private static final Pattern CONFIG = Pattern.compile(
            "(.+\\.config\\.[cm]?[jt]sx?|\\..+rc\\.[cm]?[jt]s|(gulp|grunt|jake)file(\\..*)?\\.[cm]?[jt]s|karma\\.conf.*|(webpack|rollup)\\.[\\w.-]+\\.[cm]?[jt]s|.*\\.setup\\.[cm]?[jt]s|setup-?tests?\\.[jt]sx?|.+\\.stories\\.[jt]sx?|.+\\.d\\.ts)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FOLDER = Pattern.compile("(^|/)\\.?(storybook|eslint|webpack|husky)/");

    /** One of them is in each name, or path, that the patterns match. */
    private static final List<String> NAME_WORDS =
            List.of("conf", "rc.", "file", "setup", "webpack.", "rollup.", ".stories.", ".d.ts");

    private static final List<String> FOLDER_WORDS = List.of("storybook/", "eslint/", "webpack/", "husky/");

    private ToolFiles() {}

    /** A configuration in code, such as {@code vite.config.ts}. */
    static boolean isToolConfig(String path) {
        return (hasWord(NAME_WORDS, Paths.name(path).toLowerCase(Locale.ROOT))
                        && CONFIG.matcher(Paths.name(path)).matches())
                || (hasWord(FOLDER_WORDS, path) && FOLDER.matcher(path).find());
    }

    /** Most paths end here, before a pattern is tried. */
    private static boolean hasWord(List<String> words, String path) {
        for (String word : words) {
            if (path.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
