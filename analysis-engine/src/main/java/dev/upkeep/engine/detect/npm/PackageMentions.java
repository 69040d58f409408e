package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.script.facts.ImportFacts;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the files below one package name other packages: first by their imports, then, before anything is claimed, by
 * the text of all that is no plain source.
 */
final class PackageMentions {

    private static final Pattern PACKAGES_OUTSIDE = Pattern.compile("\\bpackages[\"']?\\s*[:=]\\s*[\"']?external\\b");
    private static final Pattern PATHS = Pattern.compile("\"paths\"\\s*:\\s*\\{[^}]*\\}");
    private static final Pattern OUTSIDE = Pattern.compile("\"((?:\\.\\./)+[^\"*]*?)/?\\*?\"");

    private final SettingTexts settings;
    private final NpmPackage npm;
    private final List<String> folders;
    private final List<AnalysedFile> files;
    /** Those of the whole repository that name a scope where packages are installed. */
    private final List<AnalysedFile> scoped;

    private final List<AnalysedFile> settingsOutside;
    private final Set<String> imported = new HashSet<>();
    private final Set<String> importedAlive = new HashSet<>();
    private @Nullable Set<String> outside;
    private @Nullable Set<String> scopes;
    private final List<SettingText> texts = new ArrayList<>();

    PackageMentions(Repository repository, NpmPackage npm) {
        this.settings = repository.model(SettingTexts.MODEL);
        this.npm = npm;
        this.scoped = repository.linking(ImportFacts.INSTALLED_SCOPE);
        this.folders = folders(repository, npm);
        this.files = folders.stream()
                .flatMap(folder -> repository.below(folder).stream())
                .filter(file -> PathContexts.vendoredFolder(file.path()).isEmpty())
                .toList();
        this.settingsOutside = Stream.concat(
                        new OutsideSettings(npm).of(repository).stream(),
                        new TemplateSettings(npm).of(repository).stream())
                .toList();
        Map<String, Set<String>> packages = repository.model(ScriptLinks.PACKAGES);
        for (AnalysedFile file : files) {
            Set<String> names = packages.getOrDefault(file.path(), Set.of());
            imported.addAll(names);
            if (file.context() != Context.UNREACHABLE) {
                importedAlive.addAll(names);
            }
        }
        for (AnalysedFile file : settingsOutside) {
            importedAlive.addAll(packages.getOrDefault(file.path(), Set.of()));
        }
        new SourcesOutside(repository, folders)
                .of(files)
                .forEach(path -> importedAlive.addAll(packages.getOrDefault(path, Set.of())));
        imported.addAll(importedAlive);
    }

    /** The files of the package. */
    Stream<AnalysedFile> files() {
        return files.stream();
    }

    /**
     * Its own, and those of packages whose sources its compiler takes in by {@code paths}, where the bundler leaves
     * packages outside: what those sources import is then looked for from here when the bundle runs.
     */
    private static List<String> folders(Repository repository, NpmPackage npm) {
        if (!leavesPackagesOutside(repository, npm)) {
            return List.of(npm.folder());
        }
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        return Stream.concat(
                        Stream.of(npm.folder()),
                        repository
                                .files(Language.JSON)
                                .filter(file -> Paths.isDirectlyIn(file.path(), npm.folder())
                                        && file.entry().name().startsWith("tsconfig"))
                                .flatMap(file -> repository.text(file.path()).stream())
                                .flatMap(text -> PATHS.matcher(text).results())
                                .flatMap(paths -> OUTSIDE.matcher(paths.group()).results())
                                .flatMap(target -> Paths.resolve(npm.folder(), target.group(1)).stream())
                                .flatMap(target -> workspace.owner(target + "/index.ts").stream())
                                .map(NpmPackage::folder)
                                .filter(folder -> !folder.isEmpty()))
                .distinct()
                .toList();
    }

    private static boolean leavesPackagesOutside(Repository repository, NpmPackage npm) {
        return repository.below(npm.folder()).stream()
                .filter(file -> Paths.isDirectlyIn(file.path(), npm.folder())
                        && (ToolFiles.isToolConfig(file.path())
                                || file.entry().name().contains("esbuild")
                                || file.path().equals(npm.path())))
                .flatMap(file -> repository.text(file.path()).stream())
                .anyMatch(text -> PACKAGES_OUTSIDE.matcher(text).find());
    }

    boolean hasSources() {
        return files.stream().anyMatch(file -> Scripts.LANGUAGES.contains(file.language()));
    }

    boolean imports(String dependency) {
        return imported.contains(dependency);
    }

    /** Whether a source imports a file of another package of the repository by its path. */
    boolean reachesInto(NpmPackage other) {
        return outside().stream().anyMatch(path -> path.equals(other.folder()) || Paths.isWithin(path, other.folder()));
    }

    /** What its sources import from above their folders, by path. */
    private Set<String> outside() {
        if (outside == null) {
            outside = files.stream()
                    .flatMap(file -> file.facts().links().stream()
                            .filter(link -> link.target().startsWith("../") && ScriptLinks.isImport(link))
                            .flatMap(link -> Paths.resolve(Paths.folder(file.path()), link.target()).stream()))
                    .collect(Collectors.toSet());
        }
        return outside;
    }

    /** Whether a file that something leads to imports it. */
    boolean importsAlive(String dependency) {
        return importedAlive.contains(dependency);
    }

    /** Whether any of these names stands as a word in a text. */
    boolean mentionsAny(List<String> names) {
        if (texts.isEmpty()) {
            settings.within(npm.folder()).forEach(texts::add);
            // Most names stand in the scripts of the manifest itself.
            texts.sort(Comparator.comparing(text -> !text.path().equals(npm.path())));
            settings.runnersOf(npm.folder()).forEach(texts::add);
            settings.of(settingsOutside).forEach(texts::add);
        }
        return texts.stream().anyMatch(text -> names.stream().anyMatch(text::names));
    }

    /** Whether a script or a setting anywhere reads files of it where it is installed, or a source those of its scope. */
    boolean reachedByPath(String dependency) {
        return settings.installed().contains(dependency)
                || (dependency.startsWith("@") && readsScope(dependency.substring(0, dependency.indexOf('/'))));
    }

    private boolean isMine(AnalysedFile file) {
        return folders.stream().anyMatch(folder -> Paths.isWithin(file.path(), folder))
                && PathContexts.vendoredFolder(file.path()).isEmpty();
    }

    private boolean readsScope(String scope) {
        if (scopes == null) {
            scopes = scoped.stream()
                    .filter(file -> file.context() != Context.TEST && isMine(file))
                    .flatMap(file -> file.facts().links().stream())
                    .filter(link -> link.kind().equals(ImportFacts.INSTALLED_SCOPE))
                    .map(Link::target)
                    .collect(Collectors.toSet());
        }
        return scopes.contains(scope);
    }

    /** Whether the settings of ESLint in, above or below the package name something by its short name. */
    boolean lintRulesMention(String name) {
        return settings.lintRulesAround(npm.folder()).anyMatch(text -> text.names(name));
    }
}
