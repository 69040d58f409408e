package dev.upkeep.engine.detect.cargo.crates;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoDependency;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoTarget;
import dev.upkeep.engine.detect.cargo.CargoTarget.Kind;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.cargo.crates.CrateSources.Place;
import dev.upkeep.engine.detect.rust.reach.RustModuleTree;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds libraries for others that make everyone build large crates for which a feature would do. Evidence: the package
 * has a library and is described for publishing, has no features and no optional dependencies, and names the crate in its
 * programs only, or in one or two modules of many.
 */
final class NoOptionalDependencies implements RepositoryDetector {

    private static final String RULE = "cargo/no-optional-dependencies";
    private static final int FEWEST_FILES = 8;
    private static final int MOST_USERS = 2;
    /** Each brings tens of crates, or seconds of work. */
    private static final Pattern HEAVY = Pattern.compile(
            "reqwest|hyper|axum|actix-web|warp|rocket|tonic|sqlx|diesel|sea-orm|rusqlite|rocksdb|image|plotters|clap|openssl|native-tls"
                    + "|rustls|aws-sdk-.*|aws-config|polars|arrow|parquet|datafusion|wasmtime|candle-core|tch|ort|prometheus|opentelemetry.*"
                    + "|tracing-subscriber|env_logger|ratatui|crossterm|lettre|redis|rdkafka|mongodb|git2|gix|tokio-tungstenite|wgpu"
                    + "|winit|eframe|egui|iced|bindgen|rayon|tantivy|jsonschema|handlebars|tera|syntect|resvg|printpdf");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        CrateSources sources = repository.model(CrateSources.MODEL);
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        for (CargoPackage each : workspace.packages()) {
            if (isForOthers(workspace, each) && hasNoChoice(each) && sources.isComplete(each)) {
                judge(repository, each, sink);
            }
        }
    }

    private static boolean isForOthers(CargoWorkspace workspace, CargoPackage owner) {
        Value manifest = owner.document();
        boolean kept = workspace
                .setting(owner, "publish")
                .filter(each -> each.items().isEmpty() && !each.isTrue())
                .isPresent();
        boolean application = manifest.at("package", "default-run").isPresent()
                || workspace
                        .setting(owner, "version")
                        .flatMap(Value::string)
                        .filter("0.0.0"::equals)
                        .isPresent();
        boolean macros = manifest.at("lib", "proc-macro").filter(Value::isTrue).isPresent();
        boolean described =
                manifest.at("package", "description").flatMap(Value::string).isPresent()
                        && (manifest.at("package", "license").isPresent()
                                || manifest.at("package", "license-file").isPresent());
        return owner.library().filter(CargoTarget::exists).isPresent()
                && described
                && !kept
                && !application
                && !macros
                && !Paths.isTestMaterial(owner.manifest());
    }

    private static boolean hasNoChoice(CargoPackage owner) {
        boolean features = owner.document().get("features").map(Value::entries).orElse(List.of()).stream()
                .anyMatch(entry -> !entry.key().equals("default"));
        return !features && CargoDependency.of(owner.document()).stream().noneMatch(CargoDependency::isOptional);
    }

    private static void judge(Repository repository, CargoPackage owner, FindingSink sink) {
        Map<String, Object> places = new TreeMap<>();
        int line = 0;
        for (CargoDependency each : CargoDependency.of(owner.document())) {
            boolean heavy = each.table().equals("dependencies")
                    && HEAVY.matcher(each.packageName()).matches();
            List<Place> users = heavy ? separable(repository, owner, each) : List.of();
            if (!users.isEmpty()) {
                places.put(each.key(), users.stream().map(Place::toString).toList());
                line = line == 0 ? each.line() : line;
            }
        }
        if (!places.isEmpty()) {
            sink.report(Draft.of(RULE, Location.line(owner.manifest(), line))
                    .scope(owner.name())
                    .with("package", owner.name())
                    .with("crates", "`" + String.join("`, `", places.keySet()) + "`")
                    .with("places", places));
        }
    }

    /** Where the crate is named, if that can be left out of the library; otherwise nothing. */
    private static List<Place> separable(Repository repository, CargoPackage owner, CargoDependency dependency) {
        CrateSources sources = repository.model(CrateSources.MODEL);
        RustModuleTree tree = repository.model(RustModuleTree.MODEL);
        List<AnalysedFile> library = sources.shipped(owner)
                .filter(file -> tree.isInLibrary(file.path()))
                .toList();
        List<Place> users = sources.inProduction(owner, dependency);
        List<Place> inLibrary =
                users.stream().filter(place -> tree.isInLibrary(place.path())).toList();
        boolean programsOnly = inLibrary.isEmpty() && !library.isEmpty();
        boolean roots = inLibrary.stream()
                .anyMatch(place -> owner.targets().stream()
                        .filter(target -> target.kind() == Kind.LIBRARY)
                        .anyMatch(target -> target.path().equals(place.path())));
        boolean fewModules = !roots && inLibrary.size() <= MOST_USERS && library.size() >= FEWEST_FILES;
        return programsOnly || fewModules ? users : List.of();
    }
}
