package dev.upkeep.engine.detect.ci;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A tool that fetches or builds dependencies, as CI steps call it.
 *
 * @param name for people
 * @param command how a call of it looks; calls that install one global tool are none
 * @param manifest name of the file that lists dependencies
 * @param declares how that file looks when there are any
 */
record DependencyInstall(String name, Pattern command, Pattern manifest, Pattern declares) {

    private static final String ENDS = "(?=\\s*(?:$|[;&|]|--(?!global|location|version)))";
    private static final String NODE = "package\\.json";
    private static final String NODE_DECLARES = "\"(?:devD|d)ependencies\"\\s*:\\s*\\{\\s*\"";

    static final List<DependencyInstall> ALL = List.of(
            of(
                    "cargo",
                    "\\bcargo\\s+(?:\\+\\S+\\s+)?(?:build|test|check|clippy|doc|bench|run|nextest|hack|llvm-cov|tarpaulin|rustc)\\b(?![^\\n]*\\s--version)",
                    "Cargo\\.toml",
                    "(?m)^\\s*\\[[^\\]\\n]*dependencies"),
            of("npm", "\\bnpm\\s+(?:ci|install|i)" + ENDS, NODE, NODE_DECLARES),
            of("yarn", "\\byarn(?:\\s+install\\b|(?=\\s*(?:$|[;&|]|--(?:frozen|immutable|cwd))))", NODE, NODE_DECLARES),
            of("pnpm", "\\bpnpm\\s+(?:install|i)" + ENDS, NODE, NODE_DECLARES),
            of("bun", "\\bbun\\s+(?:install|i|ci)" + ENDS, NODE, NODE_DECLARES),
            of("pip", "\\bpip3?\\s+install\\s[^\\n]*(?:-r\\s|--requirement)", ".*\\.txt", "(?m)^\\s*[A-Za-z0-9]"),
            of("poetry", "\\bpoetry\\s+install\\b", "pyproject\\.toml", "dependencies"),
            of(
                    "maven",
                    "\\bmvnw?\\b[^\\n]*\\s(?:test|verify|package|install|compile|deploy)\\b",
                    "pom\\.xml",
                    "<(?:dependency|plugin)>"),
            of(
                    "gradle",
                    "(?:\\bgradle|gradlew)\\s[^\\n]*\\b(?:build|test|check|assemble\\w*)\\b",
                    "build\\.gradle(?:\\.kts)?",
                    "plugins|dependencies"),
            of("bundler", "\\bbundle\\s+install\\b", "Gemfile", "(?m)^\\s*gem\\b"),
            of("composer", "\\bcomposer\\s+install\\b", "composer\\.json", "\"require"));

    private static DependencyInstall of(String name, String command, String manifest, String declares) {
        return new DependencyInstall(
                name,
                Pattern.compile(command, Pattern.MULTILINE),
                Pattern.compile(manifest),
                Pattern.compile(declares));
    }

    /** The tool that this shell text calls first in the list above. */
    static Optional<DependencyInstall> in(String commands) {
        String code = commands.replaceAll("(?m)^\\s*#.*$", "");
        return ALL.stream().filter(tool -> tool.command().matcher(code).find()).findFirst();
    }
}
