package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.IgnoredPaths;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds programs without a {@code Cargo.lock} beside them or above them. Libraries alone need none. */
final class MissingLockFile implements RepositoryDetector {

    private static final String RULE = "cargo/missing-lock-file";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        Map<String, CargoPackage> programs = new TreeMap<>();
        for (CargoPackage each : workspace.packages()) {
            if (isProgram(each)
                    && !isExample(each)
                    && !workspace.isTestMaterial(each)
                    && !hasLock(repository, each.folder())) {
                // Cargo would write the lock at the root of the workspace.
                programs.putIfAbsent(workspace.root(each), each);
            }
        }
        programs.forEach((root, program) -> sink.report(draft(repository, workspace, root, program)));
    }

    /** One that needs nothing has nothing to lock. */
    private static boolean isProgram(CargoPackage each) {
        return !CargoDependency.of(each.document()).isEmpty()
                && each.targets().stream()
                        .anyMatch(target -> target.kind() == CargoTarget.Kind.BINARY && target.exists());
    }

    /** Beside libraries examples need none, although the lock file would be that of the workspace. */
    private static boolean isExample(CargoPackage each) {
        return PathContexts.of(each.manifest(), Language.TOML) == Context.EXAMPLE;
    }

    private static boolean hasLock(Repository repository, String folder) {
        for (String at = folder; ; at = Paths.folder(at)) {
            if (repository.exists(at.isEmpty() ? "Cargo.lock" : at + "/Cargo.lock")) {
                return true;
            }
            if (at.isEmpty()) {
                return false;
            }
        }
    }

    private static Draft draft(Repository repository, CargoWorkspace workspace, String root, CargoPackage program) {
        String manifest = root.isEmpty() ? "Cargo.toml" : root + "/Cargo.toml";
        String lock = root.isEmpty() ? "Cargo.lock" : root + "/Cargo.lock";
        int line = workspace.manifests().stream()
                .filter(each -> each.path().equals(manifest))
                .flatMap(each ->
                        List.of("workspace", "package").stream().flatMap(key -> each.document().entry(key).stream()))
                .mapToInt(entry -> entry.line())
                .findFirst()
                .orElse(1);
        return Draft.of(RULE, Location.line(manifest, line))
                .with("package", program.name())
                .with("lock", lock)
                .with("ignored", repository.model(IgnoredPaths.MODEL).covers(lock));
    }
}
