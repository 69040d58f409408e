package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoWorkspace.Manifest;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.Optional;
import java.util.Set;

/**
 * Finds lock files of packages that a workspace lists as members: Cargo reads and writes the one beside the workspace
 * only.
 */
final class UnreadLockFile implements RepositoryDetector {

    private static final String RULE = "cargo/unread-lock-file";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        for (CargoPackage each : workspace.packages()) {
            String lock = each.folder() + "/Cargo.lock";
            if (!each.folder().isEmpty() && repository.exists(lock)) {
                workspaceAbove(workspace, each).ifPresent(root -> sink.report(draft(each, lock, root)));
            }
        }
    }

    private static Optional<Manifest> workspaceAbove(CargoWorkspace workspace, CargoPackage each) {
        return workspace
                .rootManifest(each)
                .filter(root -> !root.folder().equals(each.folder()))
                .filter(root -> workspace
                        .workspaceOf(each)
                        .filter(root.folder()::equals)
                        .isPresent());
    }

    private static Draft draft(CargoPackage each, String lock, Manifest root) {
        return Draft.of(RULE, Location.file(lock))
                .scope(each.name())
                .with("lock", lock)
                .with("package", each.name())
                .with("workspace", root.path())
                .with("read", root.folder().isEmpty() ? "Cargo.lock" : root.folder() + "/Cargo.lock");
    }
}
