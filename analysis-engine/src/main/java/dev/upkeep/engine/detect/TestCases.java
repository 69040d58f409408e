package dev.upkeep.engine.detect;

import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import dev.upkeep.engine.source.SourceEntry;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Folders of tests that hold cases for a tool to work on: what lies there is its input, and no test that runs. Evidence:
 * several folders of tests hold settings of the case ({@code _config.json}) under the same name; or what is to come out of
 * it ({@code artifacts.snap}, {@code expected.txt}), and no test by its name beside that; or beside half of the sources
 * and more lies what is to come out of each ({@code invalid.js.snap}).
 *
 * @param folders by path, with one case each; what lies below them is meant too
 * @param collections by path, with a case in each source
 */
public record TestCases(Set<String> folders, Set<String> collections) {

    public static final Model<TestCases> MODEL = Model.settled("test-cases", TestCases::read);

    private static final int SEVERAL = 5;
    private static final Pattern SETTINGS = Pattern.compile("_config\\.(json|[cm]?[jt]s)");
    private static final Pattern OUTCOME =
            Pattern.compile("(expected|output|result|artifacts|snapshot|stdout|stderr|errors?)([._-]\\w+)*\\.\\w+");
    /** What the name of a source goes on with where a tool writes down what it made of it. */
    private static final List<String> OUTCOMES_OF_SOURCE =
            List.of(".snap", ".prettier-snap", ".prettier-snap-original", ".expected", ".golden", ".out");

    /** What its extension becomes, where that is what a compiler says. */
    private static final List<String> SAID_OF_SOURCE = List.of(".stderr", ".stdout");

    private static final List<String> OUTCOMES =
            Stream.concat(OUTCOMES_OF_SOURCE.stream(), SAID_OF_SOURCE.stream()).toList();

    private static final Pattern EXTENSION = Pattern.compile("\\.[^./]+$");

    private static final Set<Language> PROGRAMS = Language.ofProgramsAnd();
    private static final Set<Language> DATA = EnumSet.of(
            Language.JSON, Language.YAML, Language.TOML, Language.XML, Language.CSV, Language.TEXT, Language.MARKDOWN);

    public TestCases {
        folders = Set.copyOf(folders);
        collections = Set.copyOf(collections);
    }

    private static TestCases read(Repository repository) {
        Map<String, List<AnalysedFile>> byName = repository.files().stream()
                .filter(file -> saysOfCase(file) && isOfTests(file.path()))
                .collect(Collectors.groupingBy(file -> file.entry().name()));
        Map<Boolean, Set<String>> cases = byName.values().stream()
                .filter(alike -> alike.size() >= SEVERAL)
                .flatMap(List::stream)
                .collect(Collectors.partitioningBy(
                        file -> isSettings(file.entry().name()),
                        Collectors.mapping(file -> file.entry().folder(), Collectors.toSet())));
        Set<String> known = cases.getOrDefault(true, Set.of());
        Set<String> likely = cases.getOrDefault(false, Set.of());
        if (!likely.isEmpty()) {
            repository.files().stream()
                    .filter(TestCases::isTestByName)
                    .forEach(file -> likely.remove(file.entry().folder()));
        }
        return new TestCases(
                Stream.concat(known.stream(), likely.stream()).collect(Collectors.toSet()), collections(repository));
    }

    private static Set<String> collections(Repository repository) {
        Set<String> candidates = repository.entries().stream()
                .filter(entry -> OUTCOMES.stream().anyMatch(entry.path()::endsWith))
                .map(SourceEntry::folder)
                .collect(Collectors.toSet());
        return repository.files().stream()
                .filter(file -> candidates.contains(file.entry().folder()) && PROGRAMS.contains(file.language()))
                .filter(file -> !isTestByName(file) && isOfTests(file.path()))
                .collect(Collectors.groupingBy(
                        file -> file.entry().folder(),
                        Collectors.partitioningBy(file -> hasOutcome(repository, file.path()), Collectors.counting())))
                .entrySet()
                .stream()
                .filter(folder -> folder.getValue().getOrDefault(true, 0L) > 0
                        && folder.getValue().getOrDefault(true, 0L)
                                >= folder.getValue().getOrDefault(false, 0L))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean hasOutcome(Repository repository, String path) {
        String stem = EXTENSION.matcher(path).replaceFirst("");
        return OUTCOMES_OF_SOURCE.stream().anyMatch(ending -> repository.exists(path + ending))
                || SAID_OF_SOURCE.stream().anyMatch(ending -> repository.exists(stem + ending));
    }

    private static boolean saysOfCase(AnalysedFile file) {
        String name = file.entry().name();
        return isSettings(name)
                || (DATA.contains(file.language()) && OUTCOME.matcher(name).matches());
    }

    private static boolean isSettings(String name) {
        return name.startsWith("_config.") && SETTINGS.matcher(name).matches();
    }

    /** Whether a folder says that these are tests: the name of a file that is to come out may say so by itself. */
    private static boolean isOfTests(String path) {
        return PathContexts.of(Paths.folder(path) + "/case.js", Language.JAVASCRIPT) == Context.TEST;
    }

    /** Whether the name of the source says that it is a test, wherever it lies. */
    public static boolean isTestByName(AnalysedFile file) {
        return PROGRAMS.contains(file.language())
                && PathContexts.of(file.entry().name(), file.language()) == Context.TEST;
    }

    /** Whether the file is input of a case, and neither a test by name nor the settings. */
    public boolean hold(AnalysedFile file) {
        return file.context() == Context.TEST
                && !isSettings(file.entry().name())
                && !isTestByName(file)
                && (collections.contains(file.entry().folder())
                        || (!folders.isEmpty()
                                && Paths.upwards(file.entry().folder()).stream().anyMatch(folders::contains)));
    }
}
