package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoWorkspace.Manifest;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds dependencies that no source of their package names. Evidence: facts and text of every Rust file of the package,
 * and the feature table. Crates that work without being named are left out; entries whose features may be meant for other
 * packages are told apart.
 */
final class UnusedDependency implements RepositoryDetector {

    private static final String RULE = "cargo/unused-dependency";
    private static final String NO_BUILD_SCRIPT =
            "`{package}` has no build script, so that nothing is built with `{dependency}` (`{table}`)";

    private static final String FOR_FEATURES = "cargo/feature-only-dependency";

    @Override
    public Set<String> rules() {
        return Set.of(RULE, FOR_FEATURES);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        repository
                .model(UnusedDependencies.MODEL)
                .byPackage()
                .forEach((owner, unused) -> report(repository, owner, unused, sink));
        if (workspace.unreadable().isEmpty()) {
            workspace.manifests().forEach(manifest -> inspectShared(workspace, manifest, sink));
        }
    }

    private static void report(
            Repository repository, CargoPackage owner, List<CargoDependency> unused, FindingSink sink) {
        boolean generated = !unused.isEmpty() && new CrateUse(repository, owner).includesGeneratedCode();
        unused.forEach(each -> report(repository, owner, each, generated, sink));
    }

    private static void report(
            Repository repository, CargoPackage owner, CargoDependency each, boolean generated, FindingSink sink) {
        boolean forFeatures = FeatureSwitch.mayServeOthers(repository, owner, each);
        Draft draft = Draft.of(forFeatures ? FOR_FEATURES : RULE, Location.line(owner.manifest(), each.line()))
                .scope(each.key())
                .with("dependency", each.key())
                .with("table", each.table())
                .with("package", owner.name())
                .with("optional", each.isOptional());
        draft = forFeatures
                ? draft.with("features", each.features())
                : unnamed(repository, owner, each, generated, draft);
        sink.report(each.isDevelopment() || each.isOptional() ? draft.severity(Severity.LOW) : draft);
    }

    private static Draft unnamed(
            Repository repository, CargoPackage owner, CargoDependency each, boolean generated, Draft draft) {
        if (UnusedDependencies.isForNoBuildScript(owner, each)) {
            return mended(repository, owner, each, draft.message(NO_BUILD_SCRIPT));
        }
        Draft said = UnusedDependencies.hasOwnForBuilding(owner, each)
                ? draft.message(
                        "Beside the build script, which has an entry of its own, no source of `{package}` names `{dependency}`")
                : draft;
        return generated ? said.confidence(0.6) : mended(repository, owner, each, said);
    }

    /** An optional one may be a feature that users ask for, so it is left to people. */
    private static Draft mended(Repository repository, CargoPackage owner, CargoDependency each, Draft draft) {
        return each.isOptional()
                ? draft
                : repository
                        .text(owner.manifest())
                        .flatMap(text -> new ManifestLines(owner.manifest(), text)
                                .removal(
                                        each.line(),
                                        "Take `" + each.key() + "` out; then build, so that Cargo.lock follows"))
                        .map(draft::fix)
                        .orElse(draft);
    }

    /** Whether a member lies in another repository, as a submodule does: what it takes over cannot be seen. */
    private static boolean lacksMember(CargoWorkspace workspace, Manifest root) {
        Set<String> folders =
                workspace.manifests().stream().map(Manifest::folder).collect(Collectors.toSet());
        return root.document().at("workspace", "members").map(Value::strings).stream()
                .flatMap(List::stream)
                .filter(member -> !member.contains("*"))
                .anyMatch(member -> Paths.resolve(root.folder(), member)
                        .filter(folders::contains)
                        .isEmpty());
    }

    /** Whether it leads to a package of the repository: many workspaces list all of theirs there, so that none is forgotten. */
    private static boolean isOwn(CargoWorkspace workspace, Manifest root, Entry entry) {
        return entry.value()
                .get("path")
                .flatMap(Value::string)
                .flatMap(path -> Paths.resolve(root.folder(), path))
                .filter(folder -> workspace.manifests().stream()
                        .anyMatch(manifest -> manifest.folder().equals(folder)))
                .isPresent();
    }

    /** Entries of {@code [workspace.dependencies]} that no member takes over. */
    private static void inspectShared(CargoWorkspace workspace, Manifest root, FindingSink sink) {
        if (lacksMember(workspace, root) || Paths.isTestMaterial(root.path())) {
            return;
        }
        Set<String> inherited = workspace.manifests().stream()
                .flatMap(manifest -> CargoDependency.of(manifest.document()).stream())
                .filter(CargoDependency::isInherited)
                .map(CargoDependency::key)
                .collect(Collectors.toSet());
        for (Entry entry : root.document()
                .at("workspace", "dependencies")
                .map(Value::entries)
                .orElse(List.of())) {
            if (!inherited.contains(entry.key())
                    && !isOwn(workspace, root, entry)
                    && !UnusedDependencies.ignored(root.document()).contains(entry.key())) {
                sink.report(Draft.of(RULE, Location.line(root.path(), entry.line()))
                        .scope(entry.key())
                        .with("dependency", entry.key())
                        .with("table", "workspace.dependencies")
                        .severity(Severity.LOW)
                        .message("No member of the workspace takes over `{dependency}`"));
            }
        }
    }
}
