package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.source.Language;
import java.util.Optional;

/** The package that a file of Rust, or of TypeScript or JavaScript, belongs to. */
final class PackageFolder {

    private PackageFolder() {}

    /** The folder of its manifest; empty where there is none. */
    static Optional<String> of(Repository repository, AnalysedFile file) {
        String path = file.path();
        return file.language() == Language.RUST
                ? repository.model(CargoWorkspace.MODEL).owner(path).map(CargoPackage::folder)
                : repository.model(NpmWorkspace.MODEL).owner(path).map(NpmPackage::folder);
    }
}
