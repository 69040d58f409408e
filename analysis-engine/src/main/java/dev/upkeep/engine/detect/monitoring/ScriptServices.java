package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.ProductionLines;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.detect.npm.PackageFiles;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Node programs that listen. Evidence: the package declares the framework for run time, production code of it imports
 * the framework, and a file of it holds the call that binds it. Command line tools, editors' extensions and programs with
 * windows are none.
 */
final class ScriptServices {

    /**
     * A package and the call with which it begins to serve.
     *
     * @param hint what any such call holds
     */
    private record Framework(String dependency, Pattern listens, String hint) {

        Framework(String dependency) {
            this(dependency, LISTEN, ".listen");
        }
    }

    /** Begins with what is rare, so that the rest is tried at few places. */
    private static final Pattern LISTEN = Pattern.compile(
            "\\.listen(?<=(?:[aA]pp|[sS]erver|\\b(?:fastify|api|instance|service))\\s{0,40}\\.listen)\\s*\\(");

    private static final List<Framework> FRAMEWORKS = List.of(
            new Framework("@nestjs/core"),
            new Framework("fastify"),
            new Framework("express"),
            new Framework("koa"),
            new Framework("restify"),
            new Framework("polka"),
            new Framework("@hapi/hapi", Pattern.compile("\\bserver\\s*\\.start\\s*\\("), ".start"),
            new Framework("hono", Pattern.compile("(?<![.\\w])serve\\s*\\(|\\bBun\\.serve\\s*\\("), "serve"),
            new Framework("elysia"));
    private static final Set<String> RUN = Set.of("import", "require", "dynamic-import");
    private static final Set<String> WITH_WINDOWS = Set.of("electron", "nw", "@neutralinojs/lib", "@tauri-apps/api");

    private final Repository repository;
    private final NpmWorkspace workspace;

    ScriptServices(Repository repository) {
        this.repository = repository;
        this.workspace = repository.model(NpmWorkspace.MODEL);
    }

    /** One for each package, at the first place that listens. */
    List<NetworkService> all() {
        List<NetworkService> found = new ArrayList<>();
        for (NpmPackage npm : workspace.packages()) {
            boolean tool = !npm.isPrivate() && npm.manifest().get("bin").isPresent();
            boolean extension = npm.manifest().at("engines", "vscode").isPresent();
            boolean standIn = npm.manifest()
                    .get("description")
                    .flatMap(Value::string)
                    .filter(NetworkServices::isStandIn)
                    .isPresent();
            if (!tool && !extension && !standIn && WITH_WINDOWS.stream().noneMatch(npm::declares)) {
                service(npm).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private Optional<NetworkService> service(NpmPackage npm) {
        List<Framework> declared = FRAMEWORKS.stream()
                .filter(each ->
                        npm.manifest().at("dependencies", each.dependency()).isPresent())
                .toList();
        if (declared.isEmpty()) {
            return Optional.empty();
        }
        List<AnalysedFile> own = sources(List.of(npm));
        Optional<Framework> framework = declared.stream()
                .filter(each -> own.stream().anyMatch(file -> imports(file, each.dependency())))
                .findFirst();
        if (framework.isEmpty()) {
            return Optional.empty();
        }
        for (AnalysedFile file : own) {
            OptionalInt line = ProductionLines.first(
                    repository,
                    file,
                    framework.get().listens(),
                    List.of(framework.get().hint()));
            if (line.isPresent()) {
                List<NpmPackage> needed = needed(npm);
                return Optional.of(new NetworkService(
                        npm.name().orElse(npm.folder()),
                        runs(npm),
                        framework.get().dependency(),
                        file.path(),
                        line.getAsInt(),
                        libraries(npm, needed),
                        sources(needed),
                        List.of()));
            }
        }
        return Optional.empty();
    }

    /** Whether the file needs the package when it runs. */
    static boolean imports(AnalysedFile file, String dependency) {
        return file.facts().links().stream()
                .filter(link -> link.target().startsWith(dependency) && RUN.contains(link.kind()))
                .map(Link::target)
                .anyMatch(
                        target -> target.length() == dependency.length() || target.charAt(dependency.length()) == '/');
    }

    /** The package and all packages of the repository that it needs. */
    private List<NpmPackage> needed(NpmPackage npm) {
        Map<String, NpmPackage> needed = new LinkedHashMap<>(Map.of(npm.path(), npm));
        Deque<NpmPackage> open = new ArrayDeque<>(List.of(npm));
        while (!open.isEmpty()) {
            NpmPackage from = open.pop();
            workspace.packages().stream()
                    .filter(each -> each.name().filter(from::declares).isPresent())
                    .filter(each -> needed.putIfAbsent(each.path(), each) == null)
                    .forEach(open::add);
        }
        return List.copyOf(needed.values());
    }

    private Set<String> runs(NpmPackage npm) {
        Set<String> names = new TreeSet<>();
        workspace.packages().stream().filter(each -> needed(each).contains(npm)).forEach(each -> {
            names.add(each.folder());
            each.name().ifPresent(names::add);
        });
        return names;
    }

    /** A package may use what those around it declare. */
    private Set<String> libraries(NpmPackage npm, List<NpmPackage> needed) {
        Set<String> names = new TreeSet<>();
        Stream.concat(needed.stream(), workspace.withEnclosing(npm))
                .flatMap(
                        each -> Stream.of("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")
                                .flatMap(section -> each.section(section).stream()))
                .map(Entry::key)
                .forEach(names::add);
        return names;
    }

    private List<AnalysedFile> sources(List<NpmPackage> needed) {
        PackageFiles files = repository.model(PackageFiles.MODEL);
        return needed.stream()
                .flatMap(npm -> files.of(npm).stream())
                .filter(file -> Scripts.LANGUAGES.contains(file.language()) && file.context() == Context.PRODUCTION)
                .sorted(Comparator.comparing(AnalysedFile::path))
                .toList();
    }
}
