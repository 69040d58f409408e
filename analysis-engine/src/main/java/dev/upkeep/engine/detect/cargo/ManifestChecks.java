package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.Locale;
import java.util.Set;

/** What one manifest shows by itself: versions that accept anything, and targets whose file is not there. */
final class ManifestChecks implements RepositoryDetector {

    private static final String WILDCARD = "cargo/wildcard-version";
    private static final String TARGET = "cargo/target-path-missing";

    @Override
    public Set<String> rules() {
        return Set.of(WILDCARD, TARGET);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        for (CargoPackage each : workspace.packages()) {
            if (!workspace.isTestMaterial(each)) {
                wildcards(each, sink);
                targets(each, sink);
            }
        }
    }

    private static void wildcards(CargoPackage each, FindingSink sink) {
        for (CargoDependency dependency : CargoDependency.of(each.document())) {
            boolean any = dependency
                    .version()
                    .filter(version -> version.strip().equals("*"))
                    .isPresent();
            // A path or a Git revision decides alone which version is built.
            boolean pinned = dependency.value().get("path").isPresent()
                    || dependency.value().get("git").isPresent();
            if (any && !pinned) {
                sink.report(Draft.of(WILDCARD, Location.line(each.manifest(), dependency.line()))
                        .scope(dependency.key())
                        .with("dependency", dependency.key())
                        .with("table", dependency.table()));
            }
        }
    }

    private static void targets(CargoPackage each, FindingSink sink) {
        for (CargoTarget target : each.targets()) {
            if (!target.exists() && target.line() > 0) {
                sink.report(Draft.of(TARGET, Location.line(each.manifest(), target.line()))
                        .scope(target.name())
                        .with("target", target.name())
                        .with(
                                "kind",
                                target.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .with("path", target.path())
                        .with("urgent", true));
            }
        }
    }
}
