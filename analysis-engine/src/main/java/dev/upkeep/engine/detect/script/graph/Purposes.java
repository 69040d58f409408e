package dev.upkeep.engine.detect.script.graph;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.npm.Commands;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.detect.npm.StartedFile;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.PathContexts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What manifests and imports say of a script's purpose, where its path says something else or nothing. */
final class Purposes {

    private static final Pattern SEED = Pattern.compile("seed([._-][\\w.-]+)?\\.[cm]?[jt]s");
    private static final String SEEDING = "seed";

    private final Repository repository;
    private final ImportGraph graph;

    Purposes(Repository repository, ImportGraph graph) {
        this.repository = repository;
        this.graph = graph;
    }

    Map<String, Context> contexts() {
        Map<String, Context> contexts = new HashMap<>();
        specifications().forEach(path -> contexts.put(path, Context.PRODUCTION));
        seeds().forEach(path -> contexts.put(path, Context.SCRIPT));
        return contexts;
    }

    /** What production imports of a folder {@code spec} specifies something, and tests nothing. */
    private Set<String> specifications() {
        Set<String> found = new HashSet<>();
        Deque<AnalysedFile> open = new ArrayDeque<>(
                repository.files().stream().filter(ImportGraph::isProduction).toList());
        while (!open.isEmpty()) {
            graph.targets(open.pop().path()).stream()
                    .flatMap(path -> repository.file(path).stream())
                    .filter(file -> file.context() == Context.TEST && PathContexts.mayBeSpecification(file.path()))
                    .filter(file -> found.add(file.path()))
                    .forEach(open::push);
        }
        return found;
    }

    /** What fills a database for developers: a file called so that nothing imports and only scripts called so run. */
    private Set<String> seeds() {
        Set<String> seeds = new HashSet<>();
        Set<String> others = new HashSet<>();
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            for (NpmPackage.Script script : npm.scripts()) {
                Set<String> chosen = script.name().contains(SEEDING) ? seeds : others;
                Commands.of(script.command()).stream()
                        .flatMap(command -> StartedFile.of(command).stream())
                        .flatMap(path -> npm.resolve(path).stream())
                        .forEach(chosen::add);
            }
        }
        seeds.removeAll(others);
        seeds.removeIf(path -> !SEED.matcher(Paths.name(path)).matches()
                || !graph.importers(path).isEmpty()
                || repository.file(path).filter(ImportGraph::isProduction).isEmpty());
        return seeds;
    }
}
