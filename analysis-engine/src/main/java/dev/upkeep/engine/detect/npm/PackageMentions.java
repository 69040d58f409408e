package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the files below one package name other packages: first by their imports, then, before anything is claimed, by
 * the text of all that is no plain source: settings of tools, style sheets, templates, shell and build scripts.
 */
final class PackageMentions {

    private static final Set<Language> SCRIPTS = Set.of(Language.TYPESCRIPT, Language.TSX, Language.JAVASCRIPT);
    private static final Set<Language> UNREAD = Set.of(Language.MARKDOWN, Language.CSV, Language.BINARY, Language.SQL);
    private static final Pattern LOCK = Pattern.compile(
            "(package-lock|npm-shrinkwrap)\\.json|yarn\\.lock|pnpm-lock\\.yaml|bun\\.lockb?|CHANGELOG.*|renovate\\.json5?|dependabot\\.ya?ml");
    private static final int LARGEST = 256 << 10;

    private final Repository repository;
    private final NpmPackage npm;
    private final List<AnalysedFile> files;
    private final Set<String> imported;
    private final Set<String> importedAlive;
    private final List<Text> texts = new ArrayList<>();
    private boolean read;

    /** @param data whether it may be anything, translations or measurements, so that words of it mean little */
    private record Text(String content, boolean data) {

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
        this.imported = imported(files.stream());
        this.importedAlive = imported(files.stream().filter(file -> file.context() != Context.UNREACHABLE));
    }

    private Set<String> imported(Stream<AnalysedFile> files) {
        Map<String, Set<String>> packages = repository.model(ScriptLinks.PACKAGES);
        return files.flatMap(file -> packages.getOrDefault(file.path(), Set.of()).stream())
                .collect(Collectors.toSet());
    }

    boolean hasSources() {
        return files.stream().anyMatch(file -> SCRIPTS.contains(file.language()));
    }

    boolean imports(String dependency) {
        return imported.contains(dependency);
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

    private static boolean isSetting(AnalysedFile file) {
        boolean source = SCRIPTS.contains(file.language());
        boolean tool = ToolFiles.isToolConfig(file.path())
                || file.context() == Context.SCRIPT
                || Paths.folder(file.path()).matches("(.*/)?(scripts|config|build|tools|\\.[a-z]+)");
        return file.entry().size() < LARGEST
                && !UNREAD.contains(file.language())
                && !LOCK.matcher(Paths.name(file.path())).matches()
                && (!source || tool);
    }

    /** Hooks, workflows and scripts from outside of the package run its tools too: {@code yarn --cwd web lint-staged}. */
    private static boolean isRunner(AnalysedFile file) {
        boolean hook = Paths.folder(file.path()).matches("(.*/)?\\.(husky|githooks|github|gitlab|circleci)(/.*)?");
        boolean build =
                Paths.name(file.path()).matches("package\\.json|[Mm]akefile|[Jj]ustfile|Dockerfile.*|.*\\.(sh|ya?ml)");
        return (hook || build) && isSetting(file);
    }

    private Optional<Text> text(AnalysedFile file) {
        boolean manifest = Paths.name(file.path()).equals("package.json");
        boolean data = file.language() == Language.JSON && !manifest;
        return repository.text(file.path()).map(text -> new Text(manifest ? withoutDependencies(text) : text, data));
    }

    /** The entries of dependency sections name packages without using them; settings and scripts remain. */
    private static String withoutDependencies(String manifest) {
        return manifest.replaceAll(
                "(?s)\"(\\w*[dD]ependencies|overrides|resolutions|dependenciesMeta)\"\\s*:\\s*\\{[^{}]*\\}", "");
    }
}
