package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.cargo.CargoWorkspace.Manifest;
import dev.upkeep.engine.document.Value;
import java.util.Optional;

/**
 * The levels that manifests give to Clippy's lints, for a package or for all of a workspace (The Cargo Book, "The lints
 * section"). Who switches one off there has decided about it; an attribute at one function only keeps the compiler quiet.
 */
public final class ClippyLevels {

    private ClippyLevels() {}

    /** Whether the package of a file, or the workspace that it takes its lints over from, allows what the lint finds. */
    public static boolean allow(Repository repository, String path, String lint) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        return workspace
                .owner(path)
                .flatMap(owner -> level(workspace, owner, lint))
                .flatMap(level -> level.string().or(() -> level.get("level").flatMap(Value::string)))
                .filter("allow"::equals)
                .isPresent();
    }

    private static Optional<Value> level(CargoWorkspace workspace, CargoPackage owner, String lint) {
        boolean inherits =
                owner.document().at("lints", "workspace").filter(Value::isTrue).isPresent();
        return inherits
                ? workspace
                        .rootManifest(owner)
                        .map(Manifest::document)
                        .flatMap(root -> root.at("workspace", "lints", "clippy", lint))
                : owner.document().at("lints", "clippy", lint);
    }
}
