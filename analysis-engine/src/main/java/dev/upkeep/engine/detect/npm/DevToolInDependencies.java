package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds tools of development under {@code dependencies}. Evidence: the package is a known tool, no production source of
 * this package imports it, and no script that runs where the package is installed or started names it.
 */
final class DevToolInDependencies implements RepositoryDetector {

    private static final String RULE = "npm/dev-tool-in-dependencies";
    private static final Set<String> RUN_SCRIPTS =
            Set.of("start", "prestart", "poststart", "serve", "preinstall", "install", "postinstall");
    /** A start that builds first needs the parts of the bundler too. */
    private static final Pattern BUILDS = Pattern.compile("\\bwebpack\\b");

    private static final Pattern BUILDER = Pattern.compile("webpack-cli|.*-loader");

    /** Checks the types of what it runs, or compiles it first, so it needs the compiler and the declarations. */
    private static final Pattern COMPILES_AT_START = Pattern.compile("\\b(?:ts-node|tsc)\\b");

    /** What a manifest says when others are to import the package; one that can be started and has none is a program. */
    private static final Set<String> PUBLISHED =
            Set.of("types", "typings", "exports", "module", "files", "publishConfig", "typesVersions");

    private static final Set<String> HANDED_OUT = Set.of("main", "module", "exports", "bin", "files", "publishConfig");

    /** Of these, {@code npm init} writes none by itself. */
    private static final Set<String> OFFERED = Set.of("module", "exports", "bin", "files", "publishConfig");

    /** A package with such a name hands tools on to those who install it. */
    private static final String TOOL_MAKER =
            "(.*[-/])?(create|cli|scripts|config|configs|preset|plugin|eslint|jest|lint|test|testing|tools?|tooling|dev|storybook|build|builder|kit)(-.*|$)";

    /** What others of the workspace take their settings from needs no publishing. */
    private static final String SHARED_SETTINGS =
            "(.*[-/])?(configs?|presets?|tsconfig)|.*(eslint|prettier|stylelint|tailwind|typescript|jest|vitest|babel)-(config|plugin|preset).*"
                    + "|(.*[-/])?(config|plugin|preset)-(eslint|prettier|stylelint|tailwind|typescript|jest|vitest|babel).*";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            if (!handsToolsOn(npm)
                    && !isOnlyFor(npm, Context.BENCHMARK)
                    && !repository.model(UnseenSources.MODEL).has(npm)
                    && !makesNoDifference(repository, npm)
                    && !holdsToolsOnly(repository, npm)) {
                inspect(repository, npm, sink);
            }
        }
    }

    private static boolean handsToolsOn(NpmPackage npm) {
        String maker = npm.isPrivate() ? SHARED_SETTINGS : TOOL_MAKER;
        return npm.manifest().get("bin").isPresent()
                || npm.name().filter(name -> name.matches(maker)).isPresent();
    }

    /** Whether its folder says what it is for, and it offers nothing to others. */
    private static boolean isOnlyFor(NpmPackage npm, Context purpose) {
        return PathContexts.of(npm.folder() + "/index.ts", Language.TYPESCRIPT) == purpose
                && OFFERED.stream().allMatch(key -> npm.manifest().get(key).isEmpty());
    }

    /** Who never publishes and has no section for tools at all installs everything everywhere. */
    private static boolean makesNoDifference(Repository repository, NpmPackage npm) {
        boolean nameless = npm.name().isEmpty() && npm.manifest().get("version").isEmpty();
        return (isNeverPublished(repository, npm) || nameless || isOnlyFor(npm, Context.EXAMPLE))
                && npm.manifest().get(NpmPackage.DEV_DEPENDENCIES).isEmpty();
    }

    /** Nothing is shipped from a manifest without sources that brings nothing but tools, as roots of workspaces do. */
    private static boolean holdsToolsOnly(Repository repository, NpmPackage npm) {
        return isNeverPublished(repository, npm)
                && npm.section(NpmPackage.DEPENDENCIES).stream()
                        .allMatch(entry -> DevTools.isTool(entry.key())
                                || DevTools.isTypes(entry.key())
                                || DevTools.isHelper(entry.key()))
                && usesNone(repository, npm);
    }

    /** Scripts that lie about at the root of a workspace are no product as long as they take nothing from it. */
    private static boolean usesNone(Repository repository, NpmPackage npm) {
        if (!repository.model(WorkspaceRoots.MODEL).isRoot(npm)) {
            return production(repository, Set.of(npm)).findAny().isEmpty();
        }
        Set<String> imported = importedInProduction(repository, npm);
        return npm.section(NpmPackage.DEPENDENCIES).stream().noneMatch(entry -> imported.contains(entry.key()));
    }

    /** The root of a workspace that says nothing of what others would import or run is as good as private. */
    private static boolean isNeverPublished(Repository repository, NpmPackage npm) {
        return npm.isPrivate()
                || (repository.model(WorkspaceRoots.MODEL).isRoot(npm)
                        && HANDED_OUT.stream()
                                .allMatch(key -> npm.manifest().get(key).isEmpty()));
    }

    private static void inspect(Repository repository, NpmPackage npm, FindingSink sink) {
        var tools = npm.section(NpmPackage.DEPENDENCIES).stream()
                .filter(entry -> isMisplaced(npm, entry))
                .toList();
        if (tools.isEmpty() || (npm.isPrivate() && isForToolsOfOthers(repository, npm))) {
            return;
        }
        Set<String> imported = importedInProduction(repository, npm);
        String run = runScripts(npm);
        for (Entry tool : tools) {
            boolean builds =
                    BUILDS.matcher(run).find() && BUILDER.matcher(tool.key()).matches();
            if (!builds && !imported.contains(tool.key()) && !isRun(tool, run)) {
                sink.report(draft(repository, npm, tool));
            }
        }
    }

    /** Whether settings of tools in other packages import it, and nothing else of them does. */
    private static boolean isForToolsOfOthers(Repository repository, NpmPackage npm) {
        String name = npm.name().orElse("");
        List<String> users = repository.model(ScriptLinks.PACKAGES).entrySet().stream()
                .filter(each -> each.getValue().contains(name))
                .map(Map.Entry::getKey)
                .filter(path -> !Paths.isWithin(path, npm.folder()))
                .toList();
        return !users.isEmpty() && users.stream().allMatch(ToolFiles::isToolConfig);
    }

    private static boolean isMisplaced(NpmPackage npm, Entry entry) {
        boolean twice =
                npm.manifest().at(NpmPackage.DEV_DEPENDENCIES, entry.key()).isPresent();
        boolean tool = DevTools.isTool(entry.key()) || (DevTools.isTypes(entry.key()) && !publishesTypes(npm));
        return tool && !twice;
    }

    /** Declarations of a library may name types of others, so those must be installed with it. */
    private static boolean publishesTypes(NpmPackage npm) {
        return !npm.isPrivate()
                && npm.name().isPresent()
                && (npm.manifest().at("scripts", "start").isEmpty()
                        || PUBLISHED.stream()
                                .anyMatch(key -> npm.manifest().get(key).isPresent()));
    }

    /** By the package itself, or by one of the workspace that it brings along. */
    private static Set<String> importedInProduction(Repository repository, NpmPackage npm) {
        Set<NpmPackage> together = repository.model(NpmWorkspace.MODEL).packages().stream()
                .filter(other -> other.equals(npm)
                        || other.name()
                                .filter(name -> npm.manifest()
                                        .at(NpmPackage.DEPENDENCIES, name)
                                        .isPresent())
                                .isPresent())
                .collect(Collectors.toSet());
        Set<String> targets = production(repository, together)
                .flatMap(file -> file.facts().links().stream())
                .filter(link -> ScriptLinks.runs(link))
                .map(Link::target)
                .collect(Collectors.toSet());
        return targets.stream()
                .flatMap(target -> ScriptLinks.packageName(target).stream())
                .collect(Collectors.toSet());
    }

    private static Stream<AnalysedFile> production(Repository repository, Set<NpmPackage> packages) {
        PackageFiles files = repository.model(PackageFiles.MODEL);
        return packages.stream()
                .flatMap(npm -> files.of(npm).stream()
                        .filter(file -> Scripts.LANGUAGES.contains(file.language()))
                        .filter(file -> isProductionOf(npm, file) && !ToolFiles.isToolConfig(file.path())));
    }

    /**
     * In a package of helpers for tests ({@code libs/testing}) or one that is an example, the folders inside of it say what
     * its product is.
     */
    private static boolean isProductionOf(NpmPackage npm, AnalysedFile file) {
        return file.context() == Context.PRODUCTION
                || (!npm.folder().isEmpty()
                        && PathContexts.of(npm.folder() + "/index.ts", file.language()) == file.context()
                        && PathContexts.of(file.path().substring(npm.folder().length() + 1), file.language())
                                == Context.PRODUCTION);
    }

    private static String runScripts(NpmPackage npm) {
        return ScriptCalls.from(npm, DevToolInDependencies::isRun).stream()
                .map(NpmPackage.Script::command)
                .collect(Collectors.joining("\n"));
    }

    private static boolean isRun(NpmPackage.Script script) {
        return RUN_SCRIPTS.contains(script.name())
                || script.name().matches("start[-:_].+|(run|serve)[-:_]prod.*|prod(uction)?");
    }

    private static boolean isRun(Entry tool, String commands) {
        boolean compiled = tool.key().equals("typescript") || DevTools.isTypes(tool.key());
        return commands.contains(commandName(tool.key()))
                || (compiled && COMPILES_AT_START.matcher(commands).find());
    }

    /** What a script types to run it; the compiler is the one known tool whose command is not its name. */
    private static String commandName(String dependency) {
        return dependency.equals("typescript") ? "tsc" : dependency.substring(dependency.lastIndexOf('/') + 1);
    }

    private static Draft draft(Repository repository, NpmPackage npm, Entry tool) {
        Draft plain = Draft.of(RULE, Location.line(npm.path(), tool.line()))
                .scope(tool.key())
                .with("package", tool.key())
                .with("version", tool.value().text().orElse(""))
                .with("private", npm.isPrivate());
        Draft draft = repository
                .text(npm.path())
                .flatMap(text -> new JsonLines(npm.path(), text)
                        .move(
                                tool,
                                npm.section(NpmPackage.DEV_DEPENDENCIES),
                                "Move `" + tool.key()
                                        + "` to `devDependencies`; then install, so that the lock file follows"))
                .map(plain::fix)
                .orElse(plain);
        // Users of a published package install its dependencies; those of an application are its own affair.
        return isNeverPublished(repository, npm) ? draft.severity(Severity.LOW).confidence(0.8) : draft;
    }
}
