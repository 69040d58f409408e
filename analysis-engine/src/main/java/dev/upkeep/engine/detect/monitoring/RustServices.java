package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.ProductionLines;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.cargo.CargoDependency;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoTarget.Kind;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.rust.reach.RustModuleTree;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rust programs that listen. Evidence: compiled production code names the framework and holds the call that binds it.
 * Libraries that no program of the repository needs, command line tools and programs with windows are none.
 */
final class RustServices {

    /** A crate and the call with which it begins to serve. */
    private record Framework(String crate, Pattern listens) {}

    /** Where something begins to listen. */
    private record Listener(String framework, String path, int line) {}

    private static final List<Framework> FRAMEWORKS = List.of(
            framework(
                    "axum",
                    "\\baxum::serve\\s*\\(|\\bserve\\s*\\(\\s*listener|\\bServer::bind\\s*\\(|\\baxum_server::\\w+"),
            framework("actix_web", "\\bHttpServer::new\\s*\\("),
            framework("warp", "\\bwarp::serve\\s*\\("),
            framework("rocket", "\\brocket::(build|custom|ignite)\\s*\\(|#\\[(rocket::)?launch\\]"),
            framework("poem", "\\bServer::new\\s*\\("),
            framework("salvo", "\\bServer::new\\s*\\("),
            framework("tide", "\\btide::(new|with_state)\\s*\\("),
            framework("ntex", "\\bHttpServer::new\\s*\\(|\\bweb::server\\s*\\("),
            framework("tonic", "\\bServer::builder\\s*\\("));
    private static final Pattern WITH_WINDOWS = Pattern.compile(
            "tauri|wry|tao|iced|eframe|egui|gtk\\d?|slint|bevy|gpui|dioxus-desktop|fltk|druid|winit|ratatui");

    /** What one machine serves to itself. */
    private static final Pattern LOCAL = Pattern.compile("\\bUnixListener(Stream)?\\b");

    /** Programs that take the place of a real service, or ask one, in tests. */
    private static final Pattern STANDS_IN =
            Pattern.compile("(?i)(?:.*[^a-z])?(?:mock(?:s|ed)?|fakes?|stubs?|dummy|tests?|testing)(?:[^a-z].*)?");

    /** The commands of a command line, as an enum of clap. */
    private static final Pattern COMMANDS = Pattern.compile("(?s)\\bSubcommand\\b[^\\]]*\\)\\].*?\\n\\}");

    private static final Pattern SERVE = Pattern.compile("(?m)^\\s+Serve\\b");
    private static final Pattern BUILD = Pattern.compile("(?m)^\\s+Build\\b");

    private final Repository repository;
    private final CargoWorkspace workspace;

    RustServices(Repository repository) {
        this.repository = repository;
        this.workspace = repository.model(CargoWorkspace.MODEL);
    }

    private static Framework framework(String crate, String listens) {
        return new Framework(crate, Pattern.compile(listens));
    }

    /** One for each package, at the first place that listens. */
    List<NetworkService> all() {
        RustModuleTree tree = repository.model(RustModuleTree.MODEL);
        TreeMap<String, NetworkService> found = new TreeMap<>();
        repository
                .files(Language.RUST)
                .filter(file -> file.context() == Context.PRODUCTION)
                .filter(file -> tree.purpose(file.path())
                        .filter(Context.PRODUCTION::equals)
                        .isPresent())
                .forEach(file -> workspace
                        .owner(file.path())
                        .filter(owner -> !found.containsKey(owner.manifest()))
                        .flatMap(owner -> service(file, owner).filter(service -> mayServe(owner)))
                        .ifPresent(service -> found.put(
                                workspace.owner(file.path()).orElseThrow().manifest(), service)));
        return List.copyOf(found.values());
    }

    private Optional<NetworkService> service(AnalysedFile file, CargoPackage owner) {
        Set<String> named = file.facts().words().getOrDefault("rust.paths", Set.of());
        for (Framework framework : FRAMEWORKS) {
            OptionalInt line = named.contains(framework.crate())
                    ? ProductionLines.first(repository, file, framework.listens())
                    : OptionalInt.empty();
            if (line.isPresent()
                    && ProductionLines.first(repository, file, LOCAL).isEmpty()) {
                Listener listener = new Listener(framework.crate(), file.path(), line.getAsInt());
                List<NetworkService> programs = programs(owner)
                        .map(each -> service(each, names(each), listener, List.of()))
                        .toList();
                return Optional.of(service(owner, runs(owner), listener, programs));
            }
        }
        return Optional.empty();
    }

    private NetworkService service(
            CargoPackage built, Set<String> runs, Listener listener, List<NetworkService> programs) {
        List<CargoPackage> needed = workspace.needed(built);
        return new NetworkService(
                built.name(),
                runs,
                listener.framework(),
                listener.path(),
                listener.line(),
                libraries(needed),
                sources(needed),
                programs);
    }

    /** Packages with programs that this one is built into, itself among them. */
    private Stream<CargoPackage> programs(CargoPackage owner) {
        return workspace.packages().stream()
                .filter(each -> each.targets().stream().anyMatch(target -> target.kind() == Kind.BINARY))
                .filter(each -> workspace.needed(each).contains(owner));
    }

    private boolean mayServe(CargoPackage owner) {
        boolean tool = workspace
                .setting(owner, "categories")
                .filter(each -> each.strings().contains("command-line-utilities"))
                .isPresent();
        return !tool
                && !isForTests(owner)
                && !servesWhatItBuilds(owner)
                && libraries(List.of(owner)).stream()
                        .noneMatch(name -> WITH_WINDOWS.matcher(name).matches())
                && programs(owner).findFirst().isPresent();
    }

    /** Whether all programs that it is part of are called after tests, or it is described as a stand-in. */
    private boolean isForTests(CargoPackage owner) {
        boolean described = workspace
                .setting(owner, "description")
                .flatMap(Value::string)
                .filter(NetworkServices::isStandIn)
                .isPresent();
        return described
                || programs(owner)
                        .flatMap(each -> each.targets().stream())
                        .filter(target -> target.kind() == Kind.BINARY)
                        .allMatch(target -> STANDS_IN.matcher(target.name()).matches());
    }

    /** Whether serving is one command of many beside one that builds: a tool then shows its user what it has built. */
    private boolean servesWhatItBuilds(CargoPackage owner) {
        return sources(List.of(owner)).stream()
                .flatMap(file -> repository.text(file.path()).stream())
                .filter(text -> text.contains("Subcommand"))
                .flatMap(text -> COMMANDS.matcher(text).results())
                .map(MatchResult::group)
                .anyMatch(commands -> SERVE.matcher(commands).find()
                        && BUILD.matcher(commands).find());
    }

    private Set<String> runs(CargoPackage owner) {
        Set<String> names = new TreeSet<>();
        workspace.packages().stream()
                .filter(each -> workspace.needed(each).contains(owner))
                .forEach(each -> names.addAll(names(each)));
        return names;
    }

    /** What people call the programs of a package: by its own name, its folder's, and theirs. */
    private static Set<String> names(CargoPackage owner) {
        Set<String> names = new TreeSet<>(Set.of(owner.name()));
        names.add(owner.folder());
        owner.targets().stream()
                .filter(target -> target.kind() == Kind.BINARY)
                .forEach(target -> names.add(target.name()));
        return names;
    }

    /** Names of dependencies, with the features that are asked of them. */
    private static Set<String> libraries(List<CargoPackage> packages) {
        Set<String> names = new TreeSet<>();
        packages.stream()
                .flatMap(each -> CargoDependency.of(each.document()).stream())
                .filter(each -> !each.isDevelopment() && !each.isBuild())
                .forEach(each -> {
                    names.add(each.packageName());
                    each.features().forEach(feature -> names.add(each.packageName() + "/" + feature));
                });
        packages.forEach(each -> forwarded(each, names));
        return names;
    }

    /** Features by which the manifest itself turns on those of others. */
    private static void forwarded(CargoPackage owner, Set<String> names) {
        owner.document().get("features").stream()
                .flatMap(table -> table.entries().stream())
                .map(Value.Entry::value)
                .flatMap(value -> value.strings().stream())
                .filter(feature -> feature.contains("/"))
                .forEach(names::add);
    }

    private List<AnalysedFile> sources(List<CargoPackage> needed) {
        return repository
                .files(Language.RUST)
                .filter(file -> file.context() == Context.PRODUCTION)
                .filter(file ->
                        workspace.owner(file.path()).filter(needed::contains).isPresent())
                .toList();
    }
}
