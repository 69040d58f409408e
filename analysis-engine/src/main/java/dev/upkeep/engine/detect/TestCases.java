package dev.upkeep.engine.detect;

import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Folders of tests that hold one case each for a tool to work on: what lies there is its input, and no test that runs.
 * Evidence: several folders of tests hold settings of the case ({@code _config.json}) under the same name; or what is to
 * come out of it ({@code artifacts.snap}, {@code expected.txt}), and no test by its name beside that.
 *
 * @param folders by path; what lies below them is meant too
 */
public record TestCases(Set<String> folders) {

    public static final Model<TestCases> MODEL = Model.settled("test-cases", TestCases::read);

    private static final int SEVERAL = 5;
    private static final Pattern SETTINGS = Pattern.compile("_config\\.(json|[cm]?[jt]s)");
    private static final Pattern OUTCOME =
            Pattern.compile("(expected|output|result|artifacts|snapshot|stdout|stderr|errors?)([._-]\\w+)*\\.\\w+");
    private static final Set<Language> PROGRAMS = Language.ofProgramsAnd();
    private static final Set<Language> DATA = EnumSet.of(
            Language.JSON, Language.YAML, Language.TOML, Language.XML, Language.CSV, Language.TEXT, Language.MARKDOWN);

    public TestCases {
        folders = Set.copyOf(folders);
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
        return new TestCases(Stream.concat(known.stream(), likely.stream()).collect(Collectors.toSet()));
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

    /** Whether the file is input of a case: it lies in its folder or below, and is neither a test by name nor the settings. */
    public boolean hold(AnalysedFile file) {
        return !folders.isEmpty()
                && file.context() == Context.TEST
                && !isSettings(file.entry().name())
                && !isTestByName(file)
                && Paths.upwards(file.entry().folder()).stream().anyMatch(folders::contains);
    }
}
