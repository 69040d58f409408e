package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.document.Paths;
import java.util.regex.Pattern;

/** Sources that tools read and the product never runs. */
final class ToolFiles {

    private static final Pattern CONFIG = Pattern.compile(
            "(.+\\.config\\.[cm]?[jt]sx?|\\..+rc\\.[cm]?[jt]s|(gulp|grunt|jake)file(\\..*)?\\.[cm]?[jt]s|karma\\.conf.*|.*\\.setup\\.[cm]?[jt]s|setup-?tests?\\.[jt]sx?|.+\\.stories\\.[jt]sx?|.+\\.d\\.ts)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FOLDER = Pattern.compile("(^|/)\\.?(storybook|eslint|webpack|husky)/");

    private ToolFiles() {}

    /** A configuration in code, such as {@code vite.config.ts}. */
    static boolean isToolConfig(String path) {
        return CONFIG.matcher(Paths.name(path)).matches()
                || FOLDER.matcher(path).find();
    }
}
