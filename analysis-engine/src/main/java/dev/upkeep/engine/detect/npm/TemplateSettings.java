package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.IgnoredPaths;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import java.util.List;
import java.util.stream.Stream;

/**
 * Settings of a package that a script makes from templates beside it. Evidence: the package has no file of that name, and
 * an ignore pattern keeps one out of the repository.
 */
record TemplateSettings(NpmPackage npm) {

    private static final List<String> FOLDERS =
            List.of("template", "templates", "preset", "presets", "templates/preset", "templates/presets");

    List<AnalysedFile> of(Repository repository) {
        return npm.folder().isEmpty()
                ? List.of()
                : FOLDERS.stream()
                        .flatMap(folder -> Paths.resolve(Paths.folder(npm.folder()), folder).stream())
                        .flatMap(folder -> in(repository, folder))
                        .filter(file -> isMade(repository, file))
                        .toList();
    }

    private static Stream<AnalysedFile> in(Repository repository, String folder) {
        return repository.below(folder).stream()
                .filter(file -> Paths.folder(file.path()).equals(folder));
    }

    private boolean isMade(Repository repository, AnalysedFile template) {
        String made = npm.folder() + "/" + template.entry().name();
        return !repository.exists(made) && repository.model(IgnoredPaths.MODEL).covers(made);
    }
}
