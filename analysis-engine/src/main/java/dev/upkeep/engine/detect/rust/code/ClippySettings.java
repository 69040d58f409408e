package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Toml;
import dev.upkeep.engine.document.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the settings of Clippy say of tests.
 *
 * @param allowedInTests by the folder of a package the lints that are no matter in its tests
 */
record ClippySettings(Map<String, Set<String>> allowedInTests) {

    static final Model<ClippySettings> MODEL = Model.settled("clippy-settings", ClippySettings::read);

    private static final Map<String, String> LINTS = Map.of(
            "allow-unwrap-in-tests", "clippy::unwrap_used",
            "allow-expect-in-tests", "clippy::expect_used",
            "allow-panic-in-tests", "clippy::panic");

    private static ClippySettings read(Repository repository) {
        return new ClippySettings(repository.model(CargoWorkspace.MODEL).packages().stream()
                .map(CargoPackage::folder)
                .distinct()
                .collect(Collectors.toMap(folder -> folder, folder -> allowedIn(folder, repository))));
    }

    boolean allowInTests(String lint, String folder) {
        return allowedInTests.getOrDefault(folder, Set.of()).contains(lint);
    }

    /** As Clippy does, by the first file from the folder of a package upwards. */
    private static Set<String> allowedIn(String folder, Repository repository) {
        return Stream.iterate(Optional.of(folder), Optional::isPresent, ClippySettings::above)
                .flatMap(Optional::stream)
                .flatMap(each ->
                        Stream.of(".clippy.toml", "clippy.toml").flatMap(name -> Paths.resolve(each, name).stream()))
                .filter(repository::exists)
                .findFirst()
                .flatMap(repository::text)
                .flatMap(text -> Toml.parse(text).root())
                .map(ClippySettings::lints)
                .orElse(Set.of());
    }

    private static Optional<String> above(Optional<String> folder) {
        return folder.filter(each -> !each.isEmpty()).map(Paths::folder);
    }

    private static Set<String> lints(Value settings) {
        return LINTS.entrySet().stream()
                .filter(entry ->
                        settings.get(entry.getKey()).filter(Value::isTrue).isPresent())
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }
}
