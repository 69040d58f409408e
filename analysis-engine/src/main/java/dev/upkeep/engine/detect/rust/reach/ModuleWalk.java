package dev.upkeep.engine.detect.rust.reach;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoTarget;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Follows the modules of one target from its root file (The Rust Reference, "Modules"). Where the language leaves a
 * choice that only a build could make, all choices are followed: what is not reached then is not reached at all.
 */
final class ModuleWalk {

    /**
     * A file as the compiler comes to it.
     *
     * @param ownsFolder whether its modules lie beside it, as those of {@code mod.rs} do
     * @param context for what it is compiled on this way
     * @param module names from the crate's root
     */
    record Visit(String path, boolean ownsFolder, Context context, List<String> module) {}

    /** Learns of every file on every way; says whether the way leads on. */
    interface Reached {

        boolean enter(Visit visit);

        /** A module was declared and no file of it is there. */
        void missing(String folder);
    }

    private static final Set<String> OWNERS = Set.of("mod.rs", "lib.rs", "main.rs");

    private final Repository repository;
    private final CargoPackage owner;
    private final Reached reached;
    private final Deque<Visit> todo = new ArrayDeque<>();

    ModuleWalk(Repository repository, CargoPackage owner, Reached reached) {
        this.repository = repository;
        this.owner = owner;
        this.reached = reached;
    }

    void from(CargoTarget target) {
        todo.add(new Visit(target.path(), true, contextOf(owner, target), List.of()));
        while (!todo.isEmpty()) {
            Visit visit = todo.remove();
            if (reached.enter(visit)) {
                repository.file(visit.path()).ifPresent(file -> follow(visit, file));
            }
        }
    }

    static Context contextOf(CargoPackage owner, CargoTarget target) {
        return switch (target.kind()) {
            case LIBRARY -> owner.isProcMacro() ? Context.SCRIPT : Context.PRODUCTION;
            case BINARY -> Context.PRODUCTION;
            case EXAMPLE -> Context.EXAMPLE;
            case TEST -> Context.TEST;
            case BENCHMARK -> Context.BENCHMARK;
            case BUILD_SCRIPT -> Context.SCRIPT;
        };
    }

    private void follow(Visit from, AnalysedFile file) {
        for (Link link : file.facts().links()) {
            switch (link.kind()) {
                case "mod" -> module(from, link);
                case "include" -> include(from, link);
                default -> {
                    // brings in names, not files
                }
            }
        }
        String folder = folderOfModules(from);
        for (String name : file.facts().words().getOrDefault("rust.item-macro-names", Set.of())) {
            if (isForTests(name, file)) {
                continue;
            }
            if (name.contains("/")) {
                wholeFolder(from, name);
            } else {
                enterFirst(from, candidates(folder, name), from.context(), name);
            }
        }
    }

    /** Whether the file declares a module of this name for tests: then a macro of this name makes no other. */
    private static boolean isForTests(String name, AnalysedFile file) {
        return file.facts().words().getOrDefault("rust.macro-names", Set.of()).contains(name)
                && file.facts().links().stream()
                        .anyMatch(link -> link.kind().equals("mod")
                                && link.target().equals(name)
                                && link.attributes().containsKey("test"));
    }

    private void module(Visit from, Link link) {
        Context context = link.attributes().containsKey("test") ? from.context().and(Context.TEST) : from.context();
        String inline = link.attributes().getOrDefault("inline", "");
        String base = link.attributes().containsKey("rooted") ? Paths.folder(from.path()) : folderOfModules(from);
        String folder = inline.isEmpty() ? base : base + "/" + inline;
        boolean found = Stream.of("path", "conditionalPath")
                        .map(link.attributes()::get)
                        .filter(path -> path != null)
                        .map(path -> Paths.resolve(inline.isEmpty() ? Paths.folder(from.path()) : folder, path))
                        .flatMap(Optional::stream)
                        .filter(repository::exists)
                        .peek(path -> todo.add(new Visit(path, true, context, inside(from, inline, link.target()))))
                        .count()
                > 0;
        if (!link.attributes().containsKey("path")) {
            found |= enterFirst(from, candidates(folder, link.target()), context, join(inline, link.target()));
        }
        if (!found) {
            reached.missing(folder + "/" + link.target());
        }
    }

    private boolean enterFirst(Visit from, List<String> candidates, Context context, String name) {
        boolean found = false;
        for (String candidate : candidates) {
            Optional<String> path = Paths.resolve("", candidate).filter(repository::exists);
            path.ifPresent(there ->
                    todo.add(new Visit(there, OWNERS.contains(Paths.name(there)), context, inside(from, "", name))));
            found |= path.isPresent();
        }
        return found;
    }

    private static List<String> candidates(String folder, String name) {
        return List.of(folder + "/" + name + ".rs", folder + "/" + name + "/mod.rs", folder + "/r#" + name + ".rs");
    }

    private void include(Visit from, Link link) {
        List<String> bases = List.of(Paths.folder(from.path()), owner.folder());
        bases.stream()
                .map(base -> Paths.resolve(base, link.target().replaceFirst("^/", "")))
                .flatMap(Optional::stream)
                .filter(repository::exists)
                .findFirst()
                .ifPresent(path -> todo.add(new Visit(path, true, from.context(), from.module())));
    }

    /** Macros such as {@code automod::dir!("src/commands")} make modules of all files in a folder. */
    private void wholeFolder(Visit from, String written) {
        Paths.resolve(owner.folder(), written)
                .filter(folder -> !folder.isEmpty())
                .ifPresent(folder -> repository.entries().stream()
                        .map(entry -> entry.path())
                        .filter(path ->
                                path.endsWith(".rs") && Paths.folder(path).equals(folder))
                        .forEach(path -> todo.add(new Visit(path, false, from.context(), from.module()))));
    }

    private static String folderOfModules(Visit visit) {
        String folder = Paths.folder(visit.path());
        String name = Paths.name(visit.path());
        return visit.ownsFolder() ? folder : folder + "/" + name.substring(0, name.lastIndexOf('.'));
    }

    private static List<String> inside(Visit from, String inline, String name) {
        List<String> module = new ArrayList<>(from.module());
        module.addAll(List.of(join(inline, name).split("/", -1)));
        return List.copyOf(module);
    }

    private static String join(String inline, String name) {
        return inline.isEmpty() ? name : inline + "/" + name;
    }
}
