package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.cargo.CargoWorkspace.Manifest;
import dev.upkeep.engine.detect.rust.facts.RustFacts;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import java.util.Optional;
import java.util.Set;

/**
 * The levels that manifests give to Clippy's lints, for a package or for all of a workspace (The Cargo Book, "The lints
 * section"), and those that a crate gives to them at its root ({@code #![allow(…)]}). Who switches one off there has
 * decided about it.
 */
public final class ClippyLevels {

    private ClippyLevels() {}

    /**
     * Whether the package of a file, the workspace that it takes its lints over from, or a crate that the file may belong
     * to allows what the lint finds.
     */
    public static boolean allow(Repository repository, String path, String lint) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        return workspace
                .owner(path)
                .filter(owner ->
                        allowsInManifest(workspace, owner, lint) || allowsAtRoot(repository, owner, path, lint))
                .isPresent();
    }

    private static boolean allowsInManifest(CargoWorkspace workspace, CargoPackage owner, String lint) {
        return level(workspace, owner, lint)
                .flatMap(level -> level.string().or(() -> level.get("level").flatMap(Value::string)))
                .filter("allow"::equals)
                .isPresent();
    }

    private static boolean allowsAtRoot(Repository repository, CargoPackage owner, String path, String lint) {
        return owner.targets().stream()
                .map(CargoTarget::path)
                .filter(root -> Paths.isWithin(path, Paths.folder(root)))
                .flatMap(root -> repository.file(root).stream())
                .anyMatch(root -> root.facts()
                        .words()
                        .getOrDefault(RustFacts.ALLOWED_LINTS, Set.of())
                        .contains("clippy::" + lint));
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
