package dev.upkeep.engine.detect.rust.reach;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.rust.reach.RustModuleTree.Place;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** How many files import something from a file. Paths written out in code, without {@code use}, are not counted. */
final class Dependents {

    private final Map<String, Map<List<String>, String>> filesByCrate = new HashMap<>();
    private final Map<String, String> rootByCrateName = new HashMap<>();

    private Dependents() {}

    private static Dependents of(Repository repository, RustModuleTree tree) {
        Dependents dependents = new Dependents();
        tree.places()
                .forEach((path, place) -> dependents
                        .filesByCrate
                        .computeIfAbsent(place.root(), root -> new HashMap<>())
                        .putIfAbsent(place.module(), path));
        for (CargoPackage owner : repository.model(CargoWorkspace.MODEL).packages()) {
            owner.library().ifPresent(library -> dependents.rootByCrateName.put(owner.crateName(), library.path()));
        }
        return dependents;
    }

    static Map<String, Integer> count(Repository repository, RustModuleTree tree) {
        Dependents dependents = of(repository, tree);
        Map<String, Integer> counts = new HashMap<>();
        tree.places()
                .forEach((path, place) -> repository
                        .file(path)
                        .ifPresent(file -> dependents
                                .importedBy(file, place)
                                .forEach(imported -> counts.merge(imported, 1, Integer::sum))));
        return counts;
    }

    /** The files from which this one imports something for more than tests; what it only hands on does not count. */
    static Map<String, Set<String>> inProduction(Repository repository, RustModuleTree tree) {
        Dependents dependents = of(repository, tree);
        Map<String, Set<String>> imported = new HashMap<>();
        tree.places()
                .forEach((path, place) -> repository
                        .file(path)
                        .filter(file -> place.context() == Context.PRODUCTION)
                        .ifPresent(
                                file -> imported.put(path, dependents.importedBy(file, place, Dependents::isOwnUse))));
        return imported;
    }

    private static boolean isOwnUse(Link link) {
        return !link.attributes().containsKey("test") && !link.attributes().containsKey("exported");
    }

    private Set<String> importedBy(AnalysedFile file, Place place) {
        return importedBy(file, place, link -> true);
    }

    private Set<String> importedBy(AnalysedFile file, Place place, Predicate<Link> counts) {
        Set<String> imported = new HashSet<>();
        for (Link link : file.facts().links()) {
            if (link.kind().equals("use") && counts.test(link)) {
                String found = file(List.of(link.target().split("::", -1)), place);
                if (!found.isEmpty() && !found.equals(file.path())) {
                    imported.add(found);
                }
            }
        }
        return imported;
    }

    private String file(List<String> path, Place from) {
        String first = path.getFirst();
        String root = from.root();
        List<String> module = new ArrayList<>();
        int used = 1;
        switch (first) {
            case "crate" -> {
                // from the root of this crate
            }
            case "self", "super" -> {
                module.addAll(from.module());
                used = first.equals("self") ? 1 : 0;
                while (used < path.size() && path.get(used).equals("super") && !module.isEmpty()) {
                    module.removeLast();
                    used++;
                }
            }
            default -> root = rootByCrateName.getOrDefault(first, "");
        }
        module.addAll(path.subList(used, path.size()));
        return longest(filesByCrate.getOrDefault(root, Map.of()), module);
    }

    /** The file of the deepest module on this path. */
    private static String longest(Map<List<String>, String> files, List<String> module) {
        for (int length = module.size(); length >= 0; length--) {
            String file = files.get(module.subList(0, length));
            if (file != null) {
                return file;
            }
        }
        return "";
    }
}
