package dev.upkeep.engine.detect.cargo.crates;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoDependency;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.cargo.CargoWorkspace.Manifest;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds {@code tokio} with its feature {@code full} where the code of the package, or of the members that take the entry
 * over, uses much less. Evidence: every path below {@code tokio} in every compiled file, resolved, and the features that
 * tokio's documentation gives for them; silent where one of them stays open.
 */
final class FullFeatures implements RepositoryDetector {

    private static final String RULE = "cargo/full-features";
    private static final String CRATE = "tokio";
    /** Below that there is little to gain. */
    private static final int FEWEST_UNUSED = 4;

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        for (CargoPackage each : workspace.packages()) {
            CargoDependency.of(each.document()).stream()
                    .filter(dependency -> dependency.table().equals("dependencies"))
                    .filter(dependency -> dependency.key().equals(CRATE) && !dependency.isInherited())
                    .filter(dependency -> isBuiltForUse(repository, each))
                    .forEach(dependency -> judge(repository, each.manifest(), dependency, List.of(each), sink));
        }
        workspace.manifests().forEach(manifest -> shared(repository, workspace, manifest, sink));
    }

    /** What is taught or tested may take everything: nobody waits for its build but who reads it. */
    private static boolean isBuiltForUse(Repository repository, CargoPackage each) {
        return !repository.model(CargoWorkspace.MODEL).isTestMaterial(each)
                && repository
                        .file(each.manifest())
                        .filter(file -> file.context() == Context.EXAMPLE)
                        .isEmpty();
    }

    private static void shared(Repository repository, CargoWorkspace workspace, Manifest root, FindingSink sink) {
        List<CargoPackage> members = workspace.packages().stream()
                .filter(each -> Paths.isWithin(each.manifest(), root.folder()))
                .filter(each -> CargoDependency.of(each.document()).stream()
                        .anyMatch(dependency -> dependency.key().equals(CRATE) && dependency.isInherited()))
                .toList();
        Optional<Value> entries = root.document().at("workspace", "dependencies");
        entries.flatMap(table -> table.entry(CRATE))
                .map(entry -> new CargoDependency(entry.key(), "workspace.dependencies", entry.line(), entry.value()))
                .ifPresent(dependency -> judge(repository, root.path(), dependency, members, sink));
    }

    private static void judge(
            Repository repository,
            String manifest,
            CargoDependency dependency,
            List<CargoPackage> packages,
            FindingSink sink) {
        boolean first = dependency
                .version()
                .filter(version -> version.matches("\\s*[\\^~=]?\\s*1(\\..*)?"))
                .isPresent();
        if (!first
                || !dependency.features().contains("full")
                || !dependency.packageName().equals(CRATE)) {
            return;
        }
        TokioUse.of(repository, packages)
                .filter(use -> !use.production().isEmpty())
                .filter(use -> unused(use).size() >= FEWEST_UNUSED)
                .ifPresent(use -> sink.report(draft(manifest, dependency, packages, use)));
    }

    private static List<String> unused(TokioUse use) {
        return TokioFeatures.FULL.stream()
                .filter(feature -> !use.production().contains(feature))
                .toList();
    }

    private static Draft draft(String manifest, CargoDependency dependency, List<CargoPackage> packages, TokioUse use) {
        Draft draft = Draft.of(RULE, Location.line(manifest, dependency.line()))
                .scope(dependency.key())
                .with("dependency", dependency.key())
                .with("features", String.join(", ", use.production()))
                .with("unused", String.join(", ", unused(use)))
                .with("unusedCount", unused(use).size())
                .with("testFeatures", List.copyOf(use.elsewhere()))
                .with("packages", packages.stream().map(CargoPackage::name).toList());
        return use.elsewhere().isEmpty()
                ? draft
                : draft.with("tests", String.join(", ", use.elsewhere()))
                        .message("`tokio` is built with everything; production code uses {features}; tests and the"
                                + " like also {tests}");
    }
}
