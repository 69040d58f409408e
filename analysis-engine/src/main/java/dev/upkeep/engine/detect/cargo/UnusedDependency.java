package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Manifests;
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
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds dependencies that no source of their package names. Evidence: facts and text of every Rust file of the package,
 * and the feature table. Crates that work without being named are left out.
 */
final class UnusedDependency implements RepositoryDetector {

    private static final String RULE = "cargo/unused-dependency";
    /** Link a library, choose features for others, or work through their build script alone. */
    private static final Pattern IMPLICIT = Pattern.compile(
            ".*-sys|.*-src|.*-static|getrandom|openssl|native-tls|cargo-husky|rusty-hook|ring|wasm-bindgen|js-sys|web-sys"
                    + "|critical-section|workspace-hack|hakari.*|.*-workspace-hack|windows-targets|link-cplusplus");

    private static final Pattern OF_GENERATED_CODE = Pattern.compile(
            "prost.*|tonic.*|pbjson.*|protobuf|bytes|serde|capnp|flatbuffers|http|once_cell|lalrpop-util");
    private static final List<List<String>> IGNORED = List.of(
            List.of("cargo-machete", "ignored"),
            List.of("cargo-shear", "ignored"),
            List.of("cargo-udeps", "ignore", "normal"));

    /** What people write beside a dependency that no code names. */
    private static final Pattern REASON = Pattern.compile(
            "(?i)#.*\\b(required|needed|necessary|not used directly|transitive|enables?|unif(y|ies)|to pin)\\b");

    private static final Pattern BARE_MACRO = Pattern.compile("(?m)^\\s*(?:trace|debug|info|warn|error)!\\(");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        for (CargoPackage each : workspace.packages()) {
            if (!Paths.isTestMaterial(each.manifest())) {
                inspect(repository, each, sink);
            }
        }
        if (workspace.unreadable().isEmpty()) {
            workspace.manifests().forEach(manifest -> inspectShared(workspace, manifest, sink));
        }
    }

    private static void inspect(Repository repository, CargoPackage owner, FindingSink sink) {
        List<CargoDependency> candidates = CargoDependency.of(owner.document()).stream()
                .filter(each -> !IMPLICIT.matcher(each.packageName()).matches())
                .filter(each -> !ignored(owner.document()).contains(each.key()))
                .filter(each -> !forwardsFeatures(owner.document(), each))
                .toList();
        CrateUse use = new CrateUse(repository, owner);
        if (!use.hasSources()) {
            return;
        }
        for (CargoDependency each : candidates) {
            if (!use.names(each)
                    && !isSaidElsewhere(repository, owner, each)
                    && !namedByReadme(repository, owner, each)
                    && !isExplained(repository, owner, each)) {
                report(repository, owner, each, use.includesGeneratedCode(), sink);
            }
        }
    }

    /**
     * Whether another rule names the cause: a subscriber that no code starts, or macros of the crate that no line imports.
     */
    private static boolean isSaidElsewhere(Repository repository, CargoPackage owner, CargoDependency each) {
        String name = each.packageName();
        if (name.equals("tracing-subscriber")) {
            return repository.files().stream()
                    .filter(file -> !Manifests.isManifest(file.path()) && file.language() == Language.RUST)
                    .noneMatch(file -> repository
                            .text(file.path())
                            .filter(text -> text.contains("tracing_subscriber"))
                            .isPresent());
        }
        return (name.equals("tracing") || name.equals("log"))
                && repository
                        .files(Language.RUST)
                        .filter(file -> Paths.isWithin(file.path(), owner.folder()))
                        .flatMap(file -> repository.text(file.path()).stream())
                        .anyMatch(text -> BARE_MACRO.matcher(text).find()
                                && !text.contains("log::")
                                && !text.contains("tracing::"));
    }

    private static void report(
            Repository repository, CargoPackage owner, CargoDependency each, boolean generated, FindingSink sink) {
        if (generated && OF_GENERATED_CODE.matcher(each.packageName()).matches()) {
            return;
        }
        Draft draft = Draft.of(RULE, Location.line(owner.manifest(), each.line()))
                .scope(each.key())
                .with("dependency", each.key())
                .with("table", each.table())
                .with("package", owner.name())
                .with("optional", each.isOptional());
        boolean unsure = generated || !each.features().isEmpty();
        draft = unsure ? draft.confidence(0.6) : mended(repository, owner, each, draft);
        sink.report(each.isDevelopment() || each.isOptional() ? draft.severity(Severity.LOW) : draft);
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

    /** A feature such as {@code "tls/vendored"} needs the dependency though no code names it. */
    private static boolean forwardsFeatures(Value manifest, CargoDependency dependency) {
        return features(manifest)
                .anyMatch(each -> each.startsWith(dependency.key() + "/") || each.startsWith(dependency.key() + "?/"));
    }

    private static Stream<String> features(Value manifest) {
        return manifest.get("features").stream()
                .flatMap(table -> table.entries().stream())
                .flatMap(entry -> entry.value().strings().stream());
    }

    private static Set<String> ignored(Value manifest) {
        return Stream.of("package", "workspace")
                .flatMap(owner -> manifest.at(owner, "metadata").stream())
                .flatMap(metadata ->
                        IGNORED.stream().flatMap(keys -> metadata.at(keys.toArray(String[]::new)).stream()))
                .flatMap(list -> list.strings().stream())
                .collect(Collectors.toSet());
    }

    /** Whether the lines directly above say what it is there for, or behind it on its line. */
    private static boolean isExplained(Repository repository, CargoPackage owner, CargoDependency dependency) {
        List<String> lines = repository.text(owner.manifest()).stream()
                .flatMap(String::lines)
                .limit(dependency.line())
                .toList();
        if (lines.size() < dependency.line()) {
            return false;
        }
        int at = lines.size() - 2;
        while (at >= 0 && lines.get(at).stripLeading().startsWith("#")) {
            at--;
        }
        return lines.subList(at + 1, lines.size()).stream()
                .anyMatch(line -> REASON.matcher(line).find());
    }

    /** Examples in a README are compiled as tests where the library includes it. */
    private static boolean namedByReadme(Repository repository, CargoPackage owner, CargoDependency dependency) {
        return Paths.resolve(owner.folder(), "README.md")
                .flatMap(repository::text)
                .filter(text -> dependency.isDevelopment()
                        && dependency.codeNames().anyMatch(name -> text.contains(name + "::")))
                .isPresent();
    }

    /** Entries of {@code [workspace.dependencies]} that no member takes over. */
    private static void inspectShared(CargoWorkspace workspace, Manifest root, FindingSink sink) {
        Set<String> inherited = workspace.manifests().stream()
                .flatMap(manifest -> CargoDependency.of(manifest.document()).stream())
                .filter(CargoDependency::isInherited)
                .map(CargoDependency::key)
                .collect(Collectors.toSet());
        for (Entry entry : root.document()
                .at("workspace", "dependencies")
                .map(Value::entries)
                .orElse(List.of())) {
            if (!inherited.contains(entry.key()) && !ignored(root.document()).contains(entry.key())) {
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
