package dev.upkeep.engine.detect.script.graph;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.ContextModel;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.UnseenSources;
import dev.upkeep.engine.detect.script.facts.GlobFacts;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.facts.FileFacts.Item;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.ParseLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Production scripts that nothing leads to, and those that only tests lead to. Nothing is said of a package whose ways of
 * loading are not known: a framework with rules of its own, sources that are not in the commit, a folder that is listed and imported, a library that is
 * published file by file, no known start, or more than half of its files seemingly dead.
 *
 * @param unreached how sure that is, by path
 * @param testOnly production paths that only tests lead to
 */
record Reach(Map<String, Double> unreached, Set<String> testOnly, Map<String, Integer> dependents) {

    static final Model<Reach> MODEL = Model.settled("script.reach", Reach::read);

    /** For the engine: contexts and dependents. */
    static final Model<ContextModel> CONTEXTS = new Model<>("script.contexts", Reach::contexts);

    private static final Pattern EXPORT = Pattern.compile("(?m)^export (const|function|class|default) ");
    private static final int FEW = 8;

    private static Reach read(Repository repository) {
        ImportGraph graph = repository.model(ImportGraph.MODEL);
        Map<NpmPackage, List<AnalysedFile>> byPackage = new HashMap<>();
        repository.files().stream()
                .filter(file -> Scripts.LANGUAGES.contains(file.language()))
                .forEach(file -> graph.owner(file.path())
                        .ifPresent(npm -> byPackage
                                .computeIfAbsent(npm, key -> new ArrayList<>())
                                .add(file)));
        Set<String> byName = graph.neededBy(PlugIns.of(repository, graph));
        UnseenSources unseen = repository.model(UnseenSources.MODEL);
        Map<String, Double> unreached = new TreeMap<>();
        List<String> testOnly = new ArrayList<>();
        byPackage.forEach((npm, files) -> {
            double trust = unseen.has(npm) ? 0 : trust(npm, files, graph);
            List<AnalysedFile> dead = files.stream()
                    .filter(file -> isModule(file, repository))
                    .filter(file -> !graph.isReached(file.path()) && !byName.contains(file.path()))
                    .toList();
            boolean likely = dead.size() <= FEW || dead.size() * 2 <= files.size();
            if (trust > 0 && likely) {
                dead.forEach(file -> {
                    if (graph.isReachedByTests(file.path())) {
                        testOnly.add(file.path());
                    } else {
                        unreached.put(file.path(), file.language() == Language.JAVASCRIPT ? trust - 0.05 : trust);
                    }
                });
            }
        });
        unreached.keySet().removeAll(neededByUnknown(repository, graph, unreached.keySet()));
        return new Reach(unreached, Set.copyOf(testOnly), graph.dependents());
    }

    /** What a script needs that is not called dead itself: somebody may run it by hand or load it by its name. */
    private static Set<String> neededByUnknown(Repository repository, ImportGraph graph, Set<String> dead) {
        return graph.neededBy(repository.files().stream()
                .filter(file -> Scripts.LANGUAGES.contains(file.language()))
                .map(AnalysedFile::path)
                .filter(path -> !dead.contains(path) && !graph.isReached(path) && !graph.isReachedByTests(path))
                .toList());
    }

    /** Production code that offers something to others; what exports nothing may be run by hand. */
    private static boolean isModule(AnalysedFile file, Repository repository) {
        return ImportGraph.isProduction(file)
                && !file.path().endsWith(".d.ts")
                && !file.entry().name().contains(".example.")
                && file.facts().syntaxErrors() == 0
                && file.facts().items().stream().noneMatch(Reach::addsToOthers)
                && (file.facts().items().stream().anyMatch(Item::exported)
                        || file.facts().links().stream()
                                .anyMatch(link -> link.kind().equals("export-from"))
                        || exportsUnparsed(file, repository));
    }

    /** {@code declare module "react-router"} takes effect where the compiler merely reads it. */
    private static boolean addsToOthers(Item item) {
        return item.kind().equals("module") && item.name().matches("[\"'].*");
    }

    /** A file too large for a tree says in its text that it exports. */
    private static boolean exportsUnparsed(AnalysedFile file, Repository repository) {
        return file.entry().size() > ParseLimits.DEFAULT.bytes()
                && repository
                        .text(file.path())
                        .filter(text -> EXPORT.matcher(text).find())
                        .isPresent();
    }

    private static double trust(NpmPackage npm, List<AnalysedFile> files, ImportGraph graph) {
        if (Conventions.areUnknown(graph.owners(npm.path())) || !graph.startsWithin(npm.folder())) {
            return 0;
        }
        boolean listsAndImports = files.stream().anyMatch(file -> words(file).containsAll(Set.of("import", "list")));
        boolean computes = files.stream().anyMatch(file -> words(file).contains("import"));
        boolean publishesFiles = !npm.isPrivate()
                && !isPartOnly(npm)
                && npm.manifest().get("exports").isEmpty()
                && (npm.manifest().get("files").isPresent()
                        || npm.manifest().get("publishConfig").isPresent());
        if (listsAndImports || publishesFiles) {
            return 0;
        }
        return 0.9
                - (computes ? 0.15 : 0)
                - (npm.isPrivate() || npm.manifest().get("exports").isPresent() ? 0 : 0.1);
    }

    /** A part of a repository that was never given a version of its own is not published. */
    private static boolean isPartOnly(NpmPackage npm) {
        return !npm.folder().isEmpty()
                && npm.manifest().get("publishConfig").isEmpty()
                && npm.manifest()
                        .get("version")
                        .flatMap(Value::string)
                        .filter(version -> !version.equals("0.0.0"))
                        .isEmpty();
    }

    private static Set<String> words(AnalysedFile file) {
        return file.facts().words().getOrDefault(GlobFacts.COMPUTED, Set.of());
    }

    private static ContextModel contexts(Repository repository) {
        Reach reach = repository.model(MODEL);
        return reach.contexts(new Purposes(repository, repository.model(ImportGraph.MODEL)).contexts());
    }

    private ContextModel contexts(Map<String, Context> purposes) {
        Map<String, Context> contexts = new HashMap<>(purposes);
        unreached.keySet().forEach(path -> contexts.put(path, Context.UNREACHABLE));
        testOnly.forEach(path -> contexts.put(path, Context.TEST));
        return new ContextModel(contexts, dependents);
    }
}
