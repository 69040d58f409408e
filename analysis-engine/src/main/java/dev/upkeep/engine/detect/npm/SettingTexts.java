package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.Repository.Reading;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a repository that name packages without importing them: settings of tools, style sheets, templates, shell
 * and build scripts. Each is read when it is first asked for.
 */
final class SettingTexts {

    static final Model<SettingTexts> MODEL = new Model<>("npm.setting-texts", SettingTexts::new);

    private static final Set<Language> UNREAD = Set.of(Language.MARKDOWN, Language.CSV, Language.BINARY, Language.SQL);
    private static final Pattern LOCK = Pattern.compile(
            "(package-lock|npm-shrinkwrap)\\.json|yarn\\.lock|pnpm-lock\\.yaml|bun\\.lockb?|CHANGELOG.*|renovate\\.json5?|dependabot\\.ya?ml");
    private static final Pattern TOOLS = Pattern.compile("(.*/)?(scripts|config|build|tools|\\.[a-z]+)");
    /**
     * {@code shop-config.js}, or {@code codegen.ts} of GraphQL Code Generator, which may be the product's own: what it
     * names counts, and nothing else follows.
     */
    private static final Pattern NAMED_SETTINGS =
            Pattern.compile("(.+-config|(graphql-)?codegen([.-][\\w.-]+)?)\\.[cm]?[jt]s");

    private static final Pattern HOOKS = Pattern.compile("(.*/)?\\.(husky|githooks|github|gitlab|circleci)(/.*)?");
    private static final Pattern RUNNERS =
            Pattern.compile("package\\.json|[Mm]akefile|[Jj]ustfile|Dockerfile.*|.*\\.(sh|ya?ml)");
    private static final int LARGEST = 256 << 10;
    /** An entry of a list of everything that is installed, such as a page of licences shows. */
    private static final Pattern LICENCE = Pattern.compile("\"licen[cs]e(s|Type|Text|File)?\"\\s*:");

    private static final int MANY_LICENCES = 20;
    private static final Pattern RELEASE_AGE = Pattern.compile("minimumReleaseAgeExcludes\\s*=\\s*\\[[^\\]]*\\]");

    private static final String INSTALLED = "node_modules/";
    private static final String NAME = "((?:@[\\w.-]+/)?[\\w.-]+)";
    private static final Pattern INSTALLED_IN_SETTING =
            Pattern.compile("(?<![\\w@-])" + INSTALLED + NAME + "(?![\\w-])");
    private static final Pattern INSTALLED_IN_DATA = Pattern.compile("[\"'/!]" + INSTALLED + NAME + "[\"'/@?]");

    private static final Reading<Set<String>> NAMED_IN_DATA =
            Reading.small("npm.installed-in-data", (path, text) -> installed(path, text, true));
    private static final Reading<Set<String>> NAMED_IN_SETTING =
            Reading.small("npm.installed-in-setting", (path, text) -> installed(path, text, false));

    private static final Reading<WordHashes> WORDS_OF_DATA =
            Reading.small("npm.words-of-data", (path, text) -> WordHashes.of(content(path, text, true)));
    private static final Reading<WordHashes> WORDS_OF_SETTING =
            Reading.small("npm.words-of-setting", (path, text) -> WordHashes.of(content(path, text, false)));

    private final Repository repository;
    private final List<AnalysedFile> settings;
    private final List<AnalysedFile> runners;
    private final List<AnalysedFile> linters;
    private final Map<String, Optional<SettingText>> texts = new ConcurrentHashMap<>();
    private volatile @Nullable Set<String> installed;

    private SettingTexts(Repository repository) {
        this.repository = repository;
        Map<String, Boolean> tools = new HashMap<>();
        Predicate<String> isForTools = folder ->
                tools.computeIfAbsent(folder, key -> TOOLS.matcher(key).matches());
        this.settings = repository.files().stream()
                .filter(file -> isSetting(file, isForTools))
                .toList();
        this.runners = settings.stream().filter(SettingTexts::isRunner).toList();
        this.linters = repository.files().stream()
                .filter(file -> isLintSetting(file.path()))
                .toList();
    }

    /** The packages whose files some setting reads where they are installed: {@code node_modules/NAME}. */
    Set<String> installed() {
        Set<String> known = installed;
        if (known == null) {
            known = settings.stream()
                    .flatMap(file ->
                            repository.read(isData(file) ? NAMED_IN_DATA : NAMED_IN_SETTING, file.path()).stream())
                    .flatMap(Collection::stream)
                    .collect(Collectors.toSet());
            installed = known;
        }
        return known;
    }

    private static Set<String> installed(String path, String text, boolean data) {
        if (!text.contains(INSTALLED)) {
            return Set.of();
        }
        // Data writes a name between quotes or slashes.
        return (data ? INSTALLED_IN_DATA : INSTALLED_IN_SETTING)
                .matcher(content(path, text, data))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those below a folder that are not other people's. */
    Stream<SettingText> within(String folder) {
        return settings.stream()
                .filter(file -> Paths.isWithin(file.path(), folder) && file.context() != Context.VENDORED)
                .flatMap(file -> text(file).stream());
    }

    /** Hooks, workflows and scripts from outside of a folder that run its tools too: {@code yarn --cwd web lint-staged}. */
    Stream<SettingText> runnersOf(String folder) {
        return runners.stream()
                .filter(file -> !Paths.isWithin(file.path(), folder))
                .flatMap(file -> text(file).stream())
                .filter(text -> text.content().contains(folder));
    }

    /** Those among these files that some setting hands to a tool. */
    Stream<SettingText> of(List<AnalysedFile> files) {
        return files.stream()
                .filter(file -> file.entry().size() < LARGEST && !UNREAD.contains(file.language()))
                .flatMap(file -> text(file).stream());
    }

    /** The settings of ESLint in, above or below a folder. */
    Stream<SettingText> lintRulesAround(String folder) {
        return linters.stream()
                .filter(file ->
                        Paths.isWithin(file.path(), folder) || Paths.isWithin(folder, Paths.folder(file.path())))
                .flatMap(file -> text(file).stream())
                .filter(SettingText::setsLintRules)
                .map(SettingText::asSettings);
    }

    private static boolean isSetting(AnalysedFile file, Predicate<String> isForTools) {
        return file.entry().size() < LARGEST
                && !UNREAD.contains(file.language())
                && (!Scripts.LANGUAGES.contains(file.language()) || isTool(file, isForTools))
                && !LOCK.matcher(Paths.name(file.path())).matches();
    }

    private static boolean isTool(AnalysedFile file, Predicate<String> isForTools) {
        return file.context() == Context.SCRIPT
                || ToolFiles.isToolConfig(file.path())
                || isNamedSetting(Paths.name(file.path()))
                || file.path().contains("eslint")
                || isForTools.test(Paths.folder(file.path()));
    }

    private static boolean isNamedSetting(String name) {
        return (name.contains("-config.") || name.contains("codegen"))
                && NAMED_SETTINGS.matcher(name).matches();
    }

    private static boolean isRunner(AnalysedFile file) {
        return RUNNERS.matcher(Paths.name(file.path())).matches()
                || HOOKS.matcher(Paths.folder(file.path())).matches();
    }

    private static boolean isLintSetting(String path) {
        return path.contains("eslint")
                || path.contains(".xo-config")
                || Paths.name(path).equals("package.json");
    }

    private Optional<SettingText> text(AnalysedFile file) {
        return texts.computeIfAbsent(file.path(), path -> read(file));
    }

    private Optional<SettingText> read(AnalysedFile file) {
        String path = file.path();
        boolean data = isData(file);
        return repository
                .read(data ? WORDS_OF_DATA : WORDS_OF_SETTING, path)
                .map(words -> new SettingText(
                        path,
                        data,
                        words,
                        () -> repository
                                .text(path)
                                .map(text -> content(path, text, data))
                                .orElse("")));
    }

    /** What may name a package; nothing of a list of all that is installed. */
    private static String content(String path, String text, boolean data) {
        if (data && isListOfInstalled(text)) {
            return "";
        }
        return isManifest(path) ? withoutDependencies(text) : withoutAges(text);
    }

    private static boolean isData(AnalysedFile file) {
        return file.language() == Language.JSON && !isManifest(file.path());
    }

    private static boolean isManifest(String path) {
        return Paths.name(path).equals("package.json");
    }

    private static boolean isListOfInstalled(String text) {
        return text.contains("\"licen")
                && LICENCE.matcher(text).results().limit(MANY_LICENCES).count() == MANY_LICENCES;
    }

    /** Which new versions may be installed at once says nothing of use. */
    private static String withoutAges(String setting) {
        return setting.contains("minimumReleaseAge")
                ? RELEASE_AGE.matcher(setting).replaceAll("")
                : setting;
    }

    /** The entries of dependency sections name packages without using them; settings and scripts remain. */
    private static String withoutDependencies(String manifest) {
        return manifest.replaceAll(
                "(?s)\"(\\w*[dD]ependencies|overrides|resolutions|dependenciesMeta)\"\\s*:\\s*\\{[^{}]*\\}", "");
    }
}
