package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the files below one package name other packages: first by their imports, then, before anything is claimed, by
 * the text of all that is no plain source: settings of tools, style sheets, templates, shell and build scripts.
 */
final class PackageMentions {

    private static final Set<Language> SCRIPTS = Set.of(Language.TYPESCRIPT, Language.TSX, Language.JAVASCRIPT);
    private static final Set<Language> UNREAD = Set.of(Language.MARKDOWN, Language.CSV, Language.BINARY, Language.SQL);
    private static final Pattern LOCK = Pattern.compile(
            "(package-lock|npm-shrinkwrap)\\.json|yarn\\.lock|pnpm-lock\\.yaml|bun\\.lockb?|CHANGELOG.*|renovate\\.json5?|dependabot\\.ya?ml");
    private static final Pattern TOOLS = Pattern.compile("(.*/)?(scripts|config|build|tools|\\.[a-z]+)");
    private static final Pattern HOOKS = Pattern.compile("(.*/)?\\.(husky|githooks|github|gitlab|circleci)(/.*)?");
    private static final Pattern RUNNERS =
            Pattern.compile("package\\.json|[Mm]akefile|[Jj]ustfile|Dockerfile.*|.*\\.(sh|ya?ml)");
    private static final Pattern LINTED = Pattern.compile("\"(eslintConfig|xo|eslint)\"\\s*:\\s*[\\[{]");
    private static final int LARGEST = 256 << 10;

    private final Repository repository;
    private final NpmPackage npm;
    private final List<AnalysedFile> files;
    private final Set<String> imported = new HashSet<>();
    private final Set<String> importedAlive = new HashSet<>();
    private final List<Text> texts = new ArrayList<>();
    private boolean read;

    /** @param data whether it may be anything, translations or measurements, so that words of it mean little */
    private record Text(String path, String content, boolean data) {

        boolean names(String name) {
            return content.contains(name)
                    && Pattern.compile(
                                    data
                                            ? "[\"'/!]" + Pattern.quote(name) + "[\"'/@?]"
                                            : "(?<![\\w@-])" + Pattern.quote(name) + "(?![\\w-])")
                            .matcher(content)
                            .find();
        }
    }

    PackageMentions(Repository repository, NpmPackage npm) {
        this.repository = repository;
        this.npm = npm;
        this.files = repository.files().stream()
                .filter(file -> Paths.isWithin(file.path(), npm.folder()) && file.context() != Context.VENDORED)
                .toList();
        Map<String, Set<String>> packages = repository.model(ScriptLinks.PACKAGES);
        for (AnalysedFile file : files) {
            Set<String> names = packages.getOrDefault(file.path(), Set.of());
            imported.addAll(names);
            if (file.context() != Context.UNREACHABLE) {
                importedAlive.addAll(names);
            }
        }
    }

    boolean hasSources() {
        return files.stream().anyMatch(file -> SCRIPTS.contains(file.language()));
    }

    boolean imports(String dependency) {
        return imported.contains(dependency);
    }

    /** Whether a source imports a file of another package of the repository by its path. */
    boolean reachesInto(NpmPackage other) {
        return files.stream()
                .anyMatch(file -> file.facts().links().stream()
                        .filter(link ->
                                ScriptLinks.isImport(link) && link.target().startsWith("../"))
                        .flatMap(link -> Paths.resolve(Paths.folder(file.path()), link.target()).stream())
                        .anyMatch(path -> path.equals(other.folder()) || Paths.isWithin(path, other.folder())));
    }

    /** Whether a file that something leads to imports it. */
    boolean importsAlive(String dependency) {
        return importedAlive.contains(dependency);
    }

    /** Whether any of these names stands as a word in a text. */
    boolean mentionsAny(List<String> names) {
        if (!read) {
            read = true;
            files.stream()
                    .filter(PackageMentions::isSetting)
                    .forEach(file -> text(file).ifPresent(texts::add));
            repository.files().stream()
                    .filter(file -> !Paths.isWithin(file.path(), npm.folder()) && isRunner(file))
                    .flatMap(file -> text(file).stream())
                    .filter(text -> text.content().contains(npm.folder()))
                    .forEach(texts::add);
        }
        return names.stream().anyMatch(name -> texts.stream().anyMatch(text -> text.names(name)));
    }

    /** Whether the settings of ESLint in, above or below the package name something by its short name. */
    boolean lintRulesMention(String name) {
        return repository.files().stream()
                .filter(file -> isLintSetting(file.path()))
                .filter(file -> Paths.isWithin(file.path(), npm.folder())
                        || Paths.isWithin(npm.folder(), Paths.folder(file.path())))
                .flatMap(file -> text(file).stream())
                .filter(text -> !text.path().endsWith("package.json")
                        || LINTED.matcher(text.content()).find())
                .anyMatch(text -> new Text(text.path(), text.content(), false).names(name));
    }

    private static boolean isLintSetting(String path) {
        return path.contains("eslint")
                || path.contains(".xo-config")
                || Paths.name(path).equals("package.json");
    }

    private static boolean isSetting(AnalysedFile file) {
        return file.entry().size() < LARGEST
                && !UNREAD.contains(file.language())
                && (!SCRIPTS.contains(file.language()) || isTool(file))
                && !LOCK.matcher(Paths.name(file.path())).matches();
    }

    private static boolean isTool(AnalysedFile file) {
        return file.context() == Context.SCRIPT
                || ToolFiles.isToolConfig(file.path())
                || file.path().contains("eslint")
                || TOOLS.matcher(Paths.folder(file.path())).matches();
    }

    /** Hooks, workflows and scripts from outside of the package run its tools too: {@code yarn --cwd web lint-staged}. */
    private static boolean isRunner(AnalysedFile file) {
        return (RUNNERS.matcher(Paths.name(file.path())).matches()
                        || HOOKS.matcher(Paths.folder(file.path())).matches())
                && isSetting(file);
    }

    private Optional<Text> text(AnalysedFile file) {
        boolean manifest = Paths.name(file.path()).equals("package.json");
        boolean data = file.language() == Language.JSON && !manifest;
        return repository
                .text(file.path())
                .map(text -> new Text(file.path(), manifest ? withoutDependencies(text) : text, data));
    }

    /** The entries of dependency sections name packages without using them; settings and scripts remain. */
    private static String withoutDependencies(String manifest) {
        return manifest.replaceAll(
                "(?s)\"(\\w*[dD]ependencies|overrides|resolutions|dependenciesMeta)\"\\s*:\\s*\\{[^{}]*\\}", "");
    }
}
