package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.source.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The dependencies that no source of their package names, and that nothing says to be needed all the same. */
public final class UnusedDependencies {

    public static final Model<UnusedDependencies> MODEL =
            Model.settled("cargo-unused-dependencies", UnusedDependencies::new);

    /** Link a library, choose features for others, or work through their build script alone. */
    private static final Pattern IMPLICIT = Pattern.compile(
            ".*-sys|.*-src|.*-static|getrandom|openssl|native-tls|cargo-husky|rusty-hook|ring|wasm-bindgen|js-sys|web-sys"
                    + "|critical-section|(cortex-m|riscv|xtensa-lx|msp430)-rt|workspace-hack|hakari.*|.*-workspace-hack|windows-targets|link-cplusplus");

    private static final Pattern OF_GENERATED_CODE = Pattern.compile(
            "prost.*|tonic.*|pbjson.*|protobuf|bytes|serde|capnp|flatbuffers|http|once_cell|lalrpop-util");

    private static final List<List<String>> IGNORED = List.of(
            List.of("cargo-machete", "ignored"),
            List.of("cargo-shear", "ignored"),
            List.of("cargo-udeps", "ignore", "normal"));

    private static final Set<String> OF_MACROS = Set.of("tracing", "log");
    private static final Pattern BARE_MACRO = Pattern.compile("(?m)^\\s*(?:trace|debug|info|warn|error)!\\(");

    /** What people write beside a dependency that no code names. */
    private static final Pattern REASON = Pattern.compile(
            "(?i)#.*\\b(required|needed|necessary|not used directly|transitive|enables?|unif(y|ies)|to pin)\\b");

    private final Map<CargoPackage, List<CargoDependency>> byPackage = new LinkedHashMap<>();

    private UnusedDependencies(Repository repository) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        workspace.packages().stream()
                .filter(each -> !workspace.isTestMaterial(each) && !isHakari(repository, each))
                .forEach(each -> byPackage.put(each, of(repository, each)));
    }

    /** A package that {@code cargo hakari} writes, to unify the features of all others; nobody names what it lists. */
    private static boolean isHakari(Repository repository, CargoPackage owner) {
        return repository
                .text(owner.manifest())
                .filter(text -> text.contains("BEGIN HAKARI SECTION"))
                .isPresent();
    }

    Map<CargoPackage, List<CargoDependency>> byPackage() {
        return byPackage;
    }

    /** Whether nothing in this package needs this entry of its manifest. */
    public boolean include(CargoPackage owner, CargoDependency dependency) {
        return byPackage.getOrDefault(owner, List.of()).contains(dependency);
    }

    private static List<CargoDependency> of(Repository repository, CargoPackage owner) {
        CrateUse use = new CrateUse(repository, owner);
        if (!use.hasSources()) {
            return List.of();
        }
        return CargoDependency.of(owner.document()).stream()
                .filter(each -> !IMPLICIT.matcher(each.packageName()).matches())
                .filter(each -> !ignored(owner.document()).contains(each.key()))
                .filter(each -> !forwardsFeatures(owner.document(), each))
                .filter(each -> !compiled(repository, owner, each, use).names(each) && !mayBeGenerated(use, each))
                .filter(each -> !HeldBack.is(repository, owner, each))
                .filter(each -> !namedByReadme(repository, owner, each) && !isExplained(repository, owner, each))
                .filter(each -> !lacksImport(repository, owner, each))
                .toList();
    }

    /** Without the build script, where that has an entry of its own for the crate, and writes no code that may name it. */
    private static CrateUse compiled(
            Repository repository, CargoPackage owner, CargoDependency dependency, CrateUse all) {
        boolean twice = hasOwnForBuilding(owner, dependency);
        return twice && !all.includesGeneratedCode() ? new CrateUse(repository, owner, buildScripts(owner)) : all;
    }

    static boolean hasOwnForBuilding(CargoPackage owner, CargoDependency dependency) {
        return dependency.table().equals("dependencies")
                && owner.document().at("build-dependencies", dependency.key()).isPresent();
    }

    private static Set<String> buildScripts(CargoPackage owner) {
        return owner.targets().stream()
                .filter(target -> target.kind() == CargoTarget.Kind.BUILD_SCRIPT)
                .map(CargoTarget::path)
                .collect(Collectors.toSet());
    }

    /** Whether code calls macros of the crate that no line imports: then the import is what is missing. */
    private static boolean lacksImport(Repository repository, CargoPackage owner, CargoDependency dependency) {
        return OF_MACROS.contains(dependency.packageName())
                && repository
                        .files(Language.RUST)
                        .filter(file -> Paths.isWithin(file.path(), owner.folder()))
                        .flatMap(file -> repository.text(file.path()).stream())
                        .anyMatch(text -> BARE_MACRO.matcher(text).find()
                                && !text.contains("log::")
                                && !text.contains("tracing::"));
    }

    /** Where the output of a build script is compiled in, it may name what others generate code for. */
    private static boolean mayBeGenerated(CrateUse use, CargoDependency dependency) {
        return OF_GENERATED_CODE.matcher(dependency.packageName()).matches() && use.includesGeneratedCode();
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

    static Set<String> ignored(Value manifest) {
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
}
