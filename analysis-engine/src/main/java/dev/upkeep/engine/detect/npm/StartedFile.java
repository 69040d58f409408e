package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.IgnoredPaths;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.SymbolicLinks;
import dev.upkeep.engine.document.Paths;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which file a command runs, as npm scripts and steps of CI hold it. */
public final class StartedFile {

    private static final Set<String> INTERPRETERS = Set.of(
            "node",
            "nodejs",
            "ts-node",
            "ts-node-esm",
            "tsx",
            "bun",
            "bash",
            "sh",
            "zsh",
            "python",
            "python3",
            "nodemon",
            "vite-node",
            "esno",
            "esmo",
            "esr",
            "jiti",
            "sucrase-node",
            "ts-node-dev",
            "tsnd",
            "babel-node",
            "zx");
    private static final Set<String> VALUE_OPTIONS = Set.of(
            "-r",
            "--require",
            "--import",
            "--loader",
            "--experimental-loader",
            "--env-file",
            "-P",
            "--project",
            "-C",
            "--conditions",
            "--tsconfig",
            "-w",
            "--watch-path",
            "--ext",
            "-e",
            "--exec",
            "-x",
            "--ignore",
            "-i",
            "-m",
            "-c",
            "-p",
            "--eval",
            "--print",
            "--test-reporter",
            "--signal",
            "--title",
            "-W",
            "-X",
            "-o",
            "-O",
            "--delay",
            "-d");
    private static final Set<String> SHELLS = Set.of("bash", "sh", "zsh");
    /** {@code zsh -lc "…"}: with these a shell reads its commands from the next word. */
    private static final Pattern COMMAND_OPTION = Pattern.compile("-[a-z]*c");

    private static final Set<String> CODE_OPTIONS =
            Set.of("-e", "--eval", "-p", "--print", "-c", "-m", "--exec", "-x", "--run");
    /** With these, the next words name a package, and a script of its own manifest. */
    private static final Set<String> ELSEWHERE_OPTIONS = Set.of("--filter", "-F", "--cwd");

    private static final Set<String> READS_SETTINGS = Set.of(
            "vitest",
            "vite",
            "jest",
            "webpack",
            "rollup",
            "tsup",
            "tsdown",
            "playwright",
            "tsc",
            "vue-tsc",
            "eslint",
            "mocha",
            "plop",
            "npm-check-updates",
            "ncu");
    private static final Pattern SETTINGS_OPTION =
            Pattern.compile("(--config|--workspace|--project|--plopfile|--configFileName|-c|-p)(?:=(.+))?");
    private static final Pattern SETTINGS = Pattern.compile("[\\w.@/-]+\\.(json|ya?ml|[cm]?[jt]s)");
    private static final Pattern PLAIN_PATH = Pattern.compile("[\\w@.+~-][\\w@.+~ /-]*");
    private static final Pattern OWN_PATH =
            Pattern.compile("(\\.{1,2}|[\\w@.+-]+)/[\\w@.+~/-]+\\.(sh|bash|js|mjs|cjs|ts|py)");

    private static final Pattern BUILT = Pattern.compile(
            "(^|/)(dist|build|built|lib|libs|out|output|es|esm|cjs|umd|target|coverage|generated|release|"
                    + "\\.next|\\.nuxt|\\.output|\\.svelte-kit|\\.cache|tmp|temp|node_modules|bin-debug|artifacts)/");
    private static final List<String> RESOLVED = List.of(
            "",
            ".js",
            ".cjs",
            ".mjs",
            ".json",
            ".ts",
            ".mts",
            ".tsx",
            "/index.js",
            "/index.cjs",
            "/index.mjs",
            "/index.ts",
            "/index.tsx",
            "/package.json",
            "/__main__.py");

    private StartedFile() {}

    /** The file that a command runs; empty where it runs none, or where the shell decides which. */
    public static Optional<String> of(List<String> command) {
        String program = command.getFirst();
        if (OWN_PATH.matcher(program).matches()) {
            return Optional.of(program);
        }
        if (!INTERPRETERS.contains(program)) {
            return Optional.empty();
        }
        for (int i = 1; i < command.size(); i++) {
            String word = command.get(i);
            if (CODE_OPTIONS.contains(word)
                    || ELSEWHERE_OPTIONS.contains(word)
                    || word.equals("--test")
                    || (SHELLS.contains(program) && COMMAND_OPTION.matcher(word).matches())) {
                return Optional.empty();
            }
            if (word.startsWith("-")) {
                i += takesValue(program, word) ? 1 : 0;
            } else if (!isSubcommand(program, word)) {
                return Optional.of(word).filter(path -> isFile(program, path));
            }
        }
        return Optional.empty();
    }

    /** Only {@code nodemon} is told what to watch; others watch what they start. */
    private static boolean takesValue(String program, String option) {
        return VALUE_OPTIONS.contains(option) || (program.equals("nodemon") && option.equals("--watch"));
    }

    /** The settings that a command is told to read, as a path with an ending. */
    public static Optional<String> settings(List<String> command) {
        for (int i = 1; i < command.size(); i++) {
            Matcher option = SETTINGS_OPTION.matcher(command.get(i));
            if (option.matches() && READS_SETTINGS.contains(program(command))) {
                String value =
                        option.group(2) != null ? option.group(2) : i + 1 < command.size() ? command.get(i + 1) : "";
                return Optional.of(value).filter(path -> SETTINGS.matcher(path).matches());
            }
        }
        return Optional.empty();
    }

    /** What is called, also by a package manager ({@code pnpm exec plop}), without its version ({@code ncu@latest}). */
    private static String program(List<String> command) {
        boolean carried = command.size() > 2
                && command.get(1).equals("exec")
                && command.getFirst().matches("npm|pnpm|yarn");
        return command.get(carried ? 2 : 0).replaceFirst("(?<=\\w)@.*", "");
    }

    private static boolean isSubcommand(String program, String word) {
        return List.of("tsx watch", "bun run").contains(program + " " + word);
    }

    /** A bare word after `bun` or `nodemon` may be a script or a package; only Node and the shells take any path. */
    private static boolean isFile(String program, String word) {
        boolean pathLike = word.contains("/") || Paths.extension(word).matches("[cm]?[jt]sx?|sh|bash|py");
        boolean takesAny = program.equals("node") || program.equals("ts-node");
        return PLAIN_PATH.matcher(word).matches() && (pathLike || (takesAny && !word.equals("inspect")));
    }

    /** Whether nothing stands at the path, and nothing shows that a build puts it there. */
    public static boolean isAbsent(Repository repository, String path) {
        SymbolicLinks links = repository.model(SymbolicLinks.MODEL);
        String meant = links.follow(path);
        return RESOLVED.stream().noneMatch(suffix -> repository.exists(meant + suffix))
                && !links.hides(path)
                && !links.hides(meant)
                && !BUILT.matcher(path).find()
                && !repository.model(IgnoredPaths.MODEL).covers(path)
                && !compiledFrom(repository, path);
    }

    /** A `.js` beside a `.ts` of the same name is what the compiler makes of it. */
    private static boolean compiledFrom(Repository repository, String path) {
        String stem = path.replaceAll("\\.[cm]?js$", "");
        return !stem.equals(path)
                && List.of(".ts", ".mts", ".cts", ".tsx", ".coffee").stream()
                        .anyMatch(extension -> repository.exists(stem + extension));
    }
}
