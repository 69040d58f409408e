package dev.upkeep.engine.detect.cargo.crates;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoDependency;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.cargo.Features;
import dev.upkeep.engine.detect.cargo.UnusedDependencies;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds entries for tests of what the package depends on anyway, without a feature or a version of their own. */
final class DoubledDependency implements RepositoryDetector {

    private static final String RULE = "cargo/unused-dependency";
    /** What says where Cargo takes a crate from. */
    private static final List<String> PLACE = List.of("path", "git", "branch", "tag", "rev", "registry");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        workspace.packages().stream()
                .filter(each ->
                        !workspace.isTestMaterial(each) && !UnusedDependencies.isWritten(repository, workspace, each))
                .forEach(each -> judge(repository, workspace, each, sink));
    }

    private static void judge(Repository repository, CargoWorkspace workspace, CargoPackage owner, FindingSink sink) {
        List<CargoDependency> all = CargoDependency.of(owner.document());
        all.stream()
                .filter(each -> each.table().equals("dev-dependencies"))
                .filter(each -> all.stream()
                        .filter(other -> other.table().equals("dependencies") && !other.isOptional())
                        .anyMatch(other -> isSame(workspace, owner, each, other) && isUsed(repository, owner, other)))
                .forEach(
                        each -> sink.report(
                                Draft.of(RULE, Location.line(owner.manifest(), each.line()))
                                        .scope(each.key())
                                        .with("dependency", each.key())
                                        .with("table", each.table())
                                        .with("package", owner.name())
                                        .with("optional", false)
                                        .severity(Severity.LOW)
                                        .message(
                                                "`{dependency}` stands in `dependencies` of `{package}` too, and its entry for tests adds nothing")));
    }

    /** Whether the entry for tests asks for the same, and for no feature besides. */
    private static boolean isSame(
            CargoWorkspace workspace, CargoPackage owner, CargoDependency tests, CargoDependency other) {
        CargoDependency first = workspace.requirement(owner, tests).dependency();
        CargoDependency second = workspace.requirement(owner, other).dependency();
        return tests.key().equals(other.key())
                && first.packageName().equals(second.packageName())
                && first.version().equals(second.version())
                && PLACE.stream().allMatch(key -> text(first, key).equals(text(second, key)))
                && Features.of(workspace, owner, tests).areWithin(Features.of(workspace, owner, other));
    }

    private static Optional<String> text(CargoDependency dependency, String key) {
        return dependency.value().get(key).flatMap(Value::text);
    }

    /** By code that runs in production; else it is the other entry that may go. */
    private static boolean isUsed(Repository repository, CargoPackage owner, CargoDependency other) {
        return !repository.model(CrateSources.MODEL).inProduction(owner, other).isEmpty();
    }
}
