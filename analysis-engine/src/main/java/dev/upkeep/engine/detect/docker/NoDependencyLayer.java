package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.FileDetector;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.document.Dockerfile;
import dev.upkeep.engine.document.Dockerfile.Instruction;
import dev.upkeep.engine.document.Dockerfile.Stage;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds stages that copy the whole context and then fetch or build all dependencies, so that no layer holds the
 * dependencies alone. Evidence: the order of the instructions of one stage, where the whole context, its sources, or the
 * folder that becomes the working directory is copied; a cache mount or an earlier step that does the same on manifests
 * clears it.
 */
final class NoDependencyLayer implements FileDetector {

    static final String RULE = "docker/no-dependency-layer";

    /** A command that works on dependencies, and what people call its tool. */
    private record Tool(String name, Pattern command) {}

    private static final List<Tool> TOOLS = List.of(
            new Tool(
                    "cargo",
                    Pattern.compile("\\bcargo\\s+(\\+\\S+\\s+)?(build|install\\s+[^&;]*--path|fetch|test|rustc)\\b")),
            new Tool("npm", Pattern.compile("\\bnpm\\s+(ci|install|i)\\b(?![^&;|]*\\s(-g|--global)\\b)")),
            new Tool("yarn", Pattern.compile("\\byarn(\\s+install|\\s+--\\S+)*\\s*(&&|;|$)|\\byarn\\s+install\\b")),
            new Tool("pnpm", Pattern.compile("\\bpnpm\\s+(install|i|fetch)\\b(?![^&;|]*\\s(-g|--global)\\b)")),
            new Tool("bun", Pattern.compile("\\bbun\\s+install\\b")),
            new Tool("pip", Pattern.compile("\\bpip3?\\s+install\\s+[^&;]*-r\\s*\\S+")),
            new Tool("uv", Pattern.compile("\\buv\\s+sync\\b")),
            new Tool("poetry", Pattern.compile("\\bpoetry\\s+install\\b")),
            new Tool("bundler", Pattern.compile("\\bbundle\\s+install\\b")),
            new Tool("composer", Pattern.compile("\\bcomposer\\s+install\\b")),
            new Tool("go", Pattern.compile("\\bgo\\s+(build|install|mod\\s+download)\\b")),
            new Tool("maven", Pattern.compile("\\b(mvn|mvnw)\\b[^&;]*\\b(package|install|verify|compile)\\b")),
            new Tool(
                    "gradle",
                    Pattern.compile("\\b(gradle|gradlew)\\b[^&;]*\\b(build|assemble|bootJar|installDist)\\b")));
    private static final Pattern WHOLE_TREE = Pattern.compile("(\\./?|\\*|src/?|crates/?|/)");
    private static final Pattern WRAPPER = Pattern.compile("(\\./)?(gradlew|mvnw)");
    private static final Pattern FOLDER = Pattern.compile("[\\w-]+(/[\\w-]+)*/?");
    /** A part is copied for itself, so a folder beside it is no project. */
    private static final Pattern MANIFEST = Pattern.compile(
            "\\b(package\\S*\\.json|Cargo\\.(toml|lock)|go\\.(mod|sum)|requirements\\S*\\.txt|pyproject\\.toml|pom\\.xml|build\\.gradle|Gemfile|composer\\.json)");

    private static final Pattern CACHED = Pattern.compile("--mount=\\S*type=cache");
    private static final Pattern EARLIER_STEP = Pattern.compile("chef\\s+cook|cargo-chef|--offline|vendor");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public boolean accepts(SourceFile file) {
        return file.language() == Language.DOCKERFILE
                && file.context() != Context.VENDORED
                && !Paths.isTestMaterial(file.path());
    }

    @Override
    public void detect(SourceFile file, FindingSink sink) {
        for (Stage stage : Dockerfile.parse(file.text()).stages()) {
            inspect(file, stage, sink);
        }
    }

    private static void inspect(SourceFile file, Stage stage, FindingSink sink) {
        boolean earlier = false;
        boolean manifests = false;
        Instruction copied = null;
        Map<String, Instruction> folders = new HashMap<>();
        String working = "/";
        for (Instruction step : stage.instructions()) {
            if (copied == null && copiesTree(step)) {
                copied = step;
            }
            manifests |= MANIFEST.matcher(step.is("COPY") || step.is("ADD") ? step.plain() : "")
                    .find();
            if (manifests && copied != null && !copiesTree(copied)) {
                copied = null;
            }
            copiedFolder(step).ifPresent(target -> folders.put(target, step));
            working = step.is("WORKDIR") ? trimmed(step.plain()) : working;
            if (copied == null && !manifests) {
                copied = folders.getOrDefault(".", folders.get(working));
            }
            Optional<Tool> tool = step.is("RUN") ? tool(step.whole()) : Optional.empty();
            if (tool.isEmpty()) {
                earlier |= step.is("RUN") && EARLIER_STEP.matcher(step.whole()).find();
                continue;
            }
            if (copied == null || CACHED.matcher(step.arguments()).find()) {
                earlier = true;
            } else if (!earlier) {
                sink.report(Draft.of(RULE, Location.line(file.path(), copied.startLine()))
                        .scope(stage.name())
                        .with("tool", tool.get().name())
                        .with("copy", copied.keyword() + " " + copied.plain())
                        .with("command", shown(step, tool.get()))
                        .with("line", step.startLine()));
                return;
            }
        }
    }

    private static Optional<Tool> tool(String command) {
        return TOOLS.stream()
                .filter(tool -> tool.command().matcher(command).find())
                .findFirst();
    }

    /** Copies everything, or the folder of sources, from the build context. */
    private static boolean copiesTree(Instruction step) {
        if (!(step.is("COPY") || step.is("ADD")) || step.flag("from").isPresent()) {
            return false;
        }
        List<String> words =
                List.of(step.plain().replaceAll("[\\[\\]\",]", " ").strip().split("\\s+", -1));
        return words.size() > 1
                && words.subList(0, words.size() - 1).stream()
                        .anyMatch(source -> WHOLE_TREE.matcher(source).matches());
    }

    /** Where a folder of the build context goes as a whole: an absolute path, or a dot for the working directory. */
    private static Optional<String> copiedFolder(Instruction step) {
        if (!(step.is("COPY") || step.is("ADD")) || step.flag("from").isPresent()) {
            return Optional.empty();
        }
        String[] words = step.plain().strip().split("\\s+", -1);
        if (words.length != 2 || !FOLDER.matcher(words[0]).matches()) {
            return Optional.empty();
        }
        String target = trimmed(words[1]);
        if (target.equals(".")) {
            return WRAPPER.matcher(words[0]).matches() ? Optional.empty() : Optional.of(target);
        }
        // Without a slash at its end it may be a single file, such as `gradlew`.
        boolean folder = words[0].endsWith("/") || Paths.name(target).equals(Paths.name(words[0]));
        return folder && target.startsWith("/") ? Optional.of(target) : Optional.empty();
    }

    private static String trimmed(String path) {
        return path.strip().replaceFirst("(?<=.)/$", "");
    }

    /** The command; of a here-document, whose first line says nothing, the line that calls the tool. */
    private static String shown(Instruction step, Tool tool) {
        String command = step.heredoc().isEmpty()
                ? step.plain()
                : step.whole()
                        .lines()
                        .filter(line -> tool.command().matcher(line).find())
                        .findFirst()
                        .orElseGet(step::plain);
        String line = command.strip().replaceAll("\\s+", " ");
        return line.length() <= 80 ? line : line.substring(0, 79) + "…";
    }
}
