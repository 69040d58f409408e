package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The analysed files of each package, for rules that go from package to package: those that belong to it and to none
 * inside of it.
 *
 * @param byPackage sorted by path
 */
public record PackageFiles(Map<NpmPackage, List<AnalysedFile>> byPackage) {

    public static final Model<PackageFiles> MODEL = new Model<>("npm.files", PackageFiles::read);

    private static PackageFiles read(Repository repository) {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        Map<NpmPackage, List<AnalysedFile>> files = new HashMap<>();
        repository
                .files()
                .forEach(file -> workspace
                        .owner(file.path())
                        .ifPresent(npm -> files.computeIfAbsent(npm, key -> new ArrayList<>())
                                .add(file)));
        return new PackageFiles(files);
    }

    /** Its files, sorted by path. */
    public List<AnalysedFile> of(NpmPackage npm) {
        return byPackage.getOrDefault(npm, List.of());
    }
}
