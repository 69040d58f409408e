package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.TestCases;
import dev.upkeep.engine.detect.script.syntax.LintDirectives;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Context;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds packages that sources import and no manifest from theirs up to the root declares. Evidence: the imports, the
 * manifests, and what tells that a name is no package: aliases of compiler and bundler, ambient modules, built-ins. The
 * lock file says whether another package happens to bring it.
 */
final class UndeclaredDependency implements RepositoryDetector {

    private static final String RULE = "npm/undeclared-dependency";
    private static final Set<Context> LOOKED_AT =
            EnumSet.of(Context.PRODUCTION, Context.TEST, Context.SCRIPT, Context.BENCHMARK);

    private static final Pattern MOCK = Pattern.compile("\\b(jest|vi)\\.mock\\(");

    private static final Set<String> RUNNERS = Set.of(
            "vitest",
            "jest",
            "@jest/globals",
            "mocha",
            "node:test",
            "bun:test",
            "@playwright/test",
            "ava",
            "tape",
            "uvu");

    /** What a linter is told where the import is meant, on its line or the one above. */
    private static final Pattern ALLOWED =
            LintDirectives.of("no-extraneous-dependencies|no-extraneous-import|noUndeclaredDependencies");

    /** Where a package is imported. */
    private record Use(AnalysedFile file, Link link) {}

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        if (workspace.packages().isEmpty()) {
            return;
        }
        Set<NpmPackage> templates = TemplatePackages.of(repository);
        Imports imports = new Imports(repository, workspace, repository.model(ModuleNames.MODEL));
        for (AnalysedFile file : repository.files()) {
            if (LOOKED_AT.contains(file.context())) {
                workspace
                        .owner(file.path())
                        .filter(npm -> !templates.contains(npm) && !ServedFolders.hold(npm, file.path()))
                        .ifPresent(npm -> imports.collect(npm, file));
            }
        }
        imports.byPackage.forEach(
                (key, uses) -> report(repository, workspace, key.substring(key.indexOf('\n') + 1), uses, sink));
    }

    /** The imports that no manifest answers for. Most files import the same few, which are settled once. */
    private static final class Imports {

        private final Repository repository;
        private final NpmWorkspace workspace;
        private final ModuleNames names;
        private final TestCases cases;
        private final Map<String, Optional<String>> packages = new HashMap<>();
        /** By manifest and package. */
        private final Map<String, List<Use>> byPackage = new TreeMap<>();

        Imports(Repository repository, NpmWorkspace workspace, ModuleNames names) {
            this.repository = repository;
            this.workspace = workspace;
            this.names = names;
            this.cases = repository.model(TestCases.MODEL);
        }

        void collect(NpmPackage npm, AnalysedFile file) {
            for (Link link : file.facts().links()) {
                if (ScriptLinks.runs(link)) {
                    packages.computeIfAbsent(link.target(), ScriptLinks::packageName)
                            .filter(name -> isUndeclared(npm, file, link, name)
                                    && !isCommitted(file, name)
                                    && !isLeftOut(npm, file))
                            .ifPresent(name -> byPackage
                                    .computeIfAbsent(npm.path() + "\n" + name, key -> new ArrayList<>())
                                    .add(new Use(file, link)));
                }
            }
        }

        /** Whether the package itself lies where Node looks for it. */
        private boolean isCommitted(AnalysedFile file, String name) {
            return Paths.upwards(file.entry().folder()).stream()
                    .map(folder -> (folder.isEmpty() ? "" : folder + "/") + "node_modules/" + name)
                    .anyMatch(repository::exists);
        }

        /** Whether nobody runs the file where it stands. */
        private boolean isLeftOut(NpmPackage npm, AnalysedFile file) {
            return Paths.isTestMaterial(file.path())
                    || (cases.hold(file) && !importsRunner(file))
                    || file.path().endsWith(".d.ts")
                    || Paths.name(file.path()).contains(".example.")
                    || TemplatePackages.isLeftOut(repository, npm, file.path());
        }

        private boolean isUndeclared(NpmPackage npm, AnalysedFile file, Link link, String name) {
            return !isPathOfPage(file, link)
                    && !isDeclared(workspace, npm, name)
                    && !names.isElsewhere(file.path(), link.target(), name)
                    && !(name.equals("@jest/globals") && workspace.declares(npm, "jest"))
                    && !(workspace.declares(npm, "nuxt") && ModuleNames.isOfNuxt(name));
        }
    }

    /** A file that takes functions of a test runner is run by it. */
    private static boolean importsRunner(AnalysedFile file) {
        return file.facts().links().stream().anyMatch(link -> RUNNERS.contains(link.target()));
    }

    /** {@code <script src="site.js">} lies beside its page: what would be a package in a script is a path there. */
    private static boolean isPathOfPage(AnalysedFile file, Link link) {
        boolean page = file.path().endsWith(".html") || file.path().endsWith(".htm");
        return page && link.target().matches(".*\\.([cm]?[jt]s|[jt]sx|css)");
    }

    private static boolean isDeclared(NpmWorkspace workspace, NpmPackage npm, String name) {
        if (workspace.holds(name) || workspace.declares(npm, name)) {
            return true;
        }
        String bare = name.startsWith("@") ? name.substring(1) : name;
        return workspace.declares(npm, "@types/" + bare.replace("/", "__"));
    }

    private static void report(
            Repository repository, NpmWorkspace workspace, String name, List<Use> all, FindingSink sink) {
        WorkflowInstalls installs = repository.model(WorkflowInstalls.MODEL);
        List<Use> uses = all.stream()
                .filter(use -> !installs.bring(name, use.file().path()))
                .filter(use -> !isMeant(use, lines(repository, use.file())))
                .toList();
        if (uses.isEmpty()) {
            return;
        }
        Use first = uses.stream()
                .filter(use -> use.file().context() == Context.PRODUCTION)
                .findFirst()
                .orElse(uses.getFirst());
        NpmPackage npm = workspace.owner(first.file().path()).orElseThrow();
        var lock = repository
                .model(LockFiles.MODEL)
                .of(npm)
                .filter(each -> !each.versions().isEmpty());
        boolean brought = lock.filter(each -> each.versions().containsKey(name)).isPresent();
        boolean types = !first.link().kind().equals("require")
                && Paths.extension(first.file().path()).matches("[cm]?tsx?");
        Draft draft = Draft.of(
                        RULE, Location.line(first.file().path(), first.link().line()))
                .scope(name)
                .with("package", name)
                .with("manifest", npm.path())
                .with("imports", uses.size())
                .with("installedByAnother", brought)
                .confidence(brought ? 0.9 : lock.isPresent() ? 0.75 : types ? 0.7 : 0.8);
        boolean fails = !brought && lock.isPresent() && first.file().context() == Context.PRODUCTION;
        sink.report(fails ? draft.severity(Severity.HIGH) : draft);
    }

    private static List<String> lines(Repository repository, AnalysedFile file) {
        return repository.text(file.path()).map(text -> text.lines().toList()).orElse(List.of());
    }

    private static boolean isMeant(Use use, List<String> lines) {
        int line = use.link().line();
        return line <= lines.size()
                && (lines.subList(Math.max(0, line - 2), line).stream()
                                .anyMatch(each -> ALLOWED.matcher(each).find())
                        || isAttempt(use, lines));
    }

    /** Loaded only if it is there: a call within or right behind {@code try}. A mock stands in for what need not be there. */
    private static boolean isAttempt(Use use, List<String> lines) {
        if (Set.of("import", "export-from").contains(use.link().kind())) {
            return false;
        }
        int line = use.link().line();
        return MOCK.matcher(lines.get(line - 1)).find()
                || lines.subList(Math.max(0, line - 6), Math.min(lines.size(), line + 1)).stream()
                        .anyMatch(each -> each.matches(".*\\btry\\b.*|.*\\.catch\\(.*"));
    }
}
