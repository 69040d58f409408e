package dev.upkeep.engine.detect.script.bundle;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.detect.npm.PackageFiles;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.source.Context;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Packages whose scripts are sent to browsers, as their dependencies show. */
final class WebPackages {

    private static final Set<String> BROWSER = Set.of(
            "react-dom",
            "preact",
            "vue",
            "svelte",
            "@angular/core",
            "solid-js",
            "next",
            "lit",
            "react-scripts",
            "jquery");

    private final NpmWorkspace workspace;

    WebPackages(Repository repository) {
        this.workspace = repository.model(NpmWorkspace.MODEL);
    }

    List<NpmPackage> all() {
        return workspace.packages().stream()
                .filter(npm -> BROWSER.stream().anyMatch(npm::declares))
                .toList();
    }

    /** Production scripts that belong to this package and to none inside of it. */
    Stream<AnalysedFile> scripts(Repository repository, NpmPackage npm) {
        return repository.model(PackageFiles.MODEL).of(npm).stream()
                .filter(file -> Scripts.LANGUAGES.contains(file.language()))
                .filter(file -> file.context() == Context.PRODUCTION);
    }
}
