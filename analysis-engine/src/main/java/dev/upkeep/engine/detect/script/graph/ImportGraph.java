package dev.upkeep.engine.detect.script.graph;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.detect.script.facts.MentionFacts;
import dev.upkeep.engine.detect.script.facts.WasmModuleFacts;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which script needs which, and what starts by itself: files that manifests, pages, workflows or other programs name,
 * that frameworks find by their place, that people run. Tests are starts of their own.
 */
public final class ImportGraph {

    public static final Model<ImportGraph> MODEL = Model.settled("script.imports", ImportGraph::new);

    private static final Pattern FRAMEWORK =
            Pattern.compile("(react-router|remix|next|nuxt|astro|svelte|gatsby)[.-]config\\.[cm]?[jt]s");

    private final Map<String, Set<String>> targets = new HashMap<>();
    private final Map<String, List<String>> importers = new HashMap<>();
    private final Map<String, Conventions> conventions = new HashMap<>();
    private final Set<String> handingOn = new HashSet<>();
    private final Set<String> starts = new HashSet<>();
    private final Set<String> tests = new HashSet<>();
    private final Set<String> reached;
    private final Set<String> reachedByTests;
    private final Mentions mentions;
    private final ModuleResolver resolver;
    private final NpmWorkspace workspace;
    private final Set<String> nestedApps;

    private ImportGraph(Repository repository) {
        FileIndex files = repository.layout(FileIndex.LAYOUT);
        this.workspace = repository.model(NpmWorkspace.MODEL);
        this.mentions = new Mentions(files, workspace);
        this.resolver = new ModuleResolver(repository, files);
        PackageEntries entries = new PackageEntries(files);
        BuncheeEntries built = new BuncheeEntries(files);
        workspace.packages().forEach(npm -> {
            Set<String> declared = entries.declared(npm);
            starts.addAll(declared.isEmpty() ? entries.conventional(npm) : declared);
            starts.addAll(built.of(npm));
        });
        this.nestedApps = nestedApps(repository, workspace);
        nestedApps.addAll(TaskFolders.of(repository, workspace));
        repository.files().forEach(this::add);
        starts.addAll(KnipSettings.kept(repository));
        targets.forEach((from, needed) -> needed.forEach(
                to -> importers.computeIfAbsent(to, key -> new ArrayList<>(2)).add(from)));
        this.reached = closure(starts);
        this.reachedByTests = closure(tests);
    }

    /** Folders with a framework's settings but no manifest: an app inside of a package, started file by file. */
    private static Set<String> nestedApps(Repository repository, NpmWorkspace workspace) {
        Set<String> folders = repository.files().stream()
                .map(AnalysedFile::path)
                .filter(path -> FRAMEWORK.matcher(Paths.name(path)).matches())
                .map(Paths::folder)
                .collect(Collectors.toCollection(TreeSet::new));
        workspace.packages().forEach(npm -> folders.remove(npm.folder()));
        return folders;
    }

    private void add(AnalysedFile file) {
        Set<String> needed = new HashSet<>();
        ModuleResolver.Place place = resolver.at(file.path());
        for (Link link : file.facts().links()) {
            if (link.kind().equals("export-from")) {
                handingOn.add(file.path());
            }
            if (isImport(link)) {
                needed.addAll(
                        link.kind().equals("glob")
                                ? resolver.glob(file.path(), link.target())
                                : resolver.resolve(place, link.target()));
            } else if (link.kind().equals(WasmModuleFacts.KIND)) {
                needed.addAll(resolver.endingLike(link.target()));
            }
        }
        boolean script = Scripts.LANGUAGES.contains(file.language());
        if (script) {
            needed.addAll(mentions.in(file));
        } else {
            starts.addAll(mentions.in(file));
            starts.addAll(needed);
        }
        needed.remove(file.path());
        if (script && !needed.isEmpty()) {
            targets.put(file.path(), needed);
        }
        if (script && file.context() == Context.TEST) {
            tests.add(file.path());
        } else if (script && !starts.contains(file.path()) && startsByItself(file)) {
            starts.add(file.path());
        }
    }

    private static boolean isImport(Link link) {
        return switch (link.kind()) {
            case "import", "type-import", "export-from", "require", "dynamic-import", "asset", "glob" -> true;
            default -> false;
        };
    }

    private boolean startsByItself(AnalysedFile file) {
        String folder = owner(file.path()).map(NpmPackage::folder).orElse("");
        String relative = folder.isEmpty() ? file.path() : file.path().substring(folder.length() + 1);
        return !isProduction(file)
                || nestedApps.stream().anyMatch(app -> Paths.isWithin(file.path(), app))
                || file.facts().words().containsKey(MentionFacts.STARTED)
                || conventions
                        .computeIfAbsent(folder, key -> new Conventions(owners(file.path())))
                        .starts(relative);
    }

    /** Whether the path says so; this graph's own verdict, which rules see later, does not change what it says. */
    static boolean isProduction(AnalysedFile file) {
        return file.context() == Context.PRODUCTION || file.context() == Context.UNREACHABLE;
    }

    /** The package of a file. */
    Optional<NpmPackage> owner(String path) {
        return workspace.owner(path);
    }

    /** The package of a file, then those around it. */
    List<NpmPackage> owners(String path) {
        return workspace.owner(path).stream().flatMap(workspace::withEnclosing).toList();
    }

    private Set<String> closure(Collection<String> from) {
        Set<String> seen = new HashSet<>(from);
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            for (String next : targets.getOrDefault(open.pop(), Set.of())) {
                if (seen.add(next)) {
                    open.push(next);
                }
            }
        }
        return seen;
    }

    /** These scripts and all that they need. */
    Set<String> neededBy(Collection<String> scripts) {
        return closure(scripts);
    }

    /** Whether something other than a test leads to the file. */
    public boolean isReached(String path) {
        return reached.contains(path);
    }

    public boolean isReachedByTests(String path) {
        return reachedByTests.contains(path);
    }

    /** The scripts that need this one, sorted. */
    public Set<String> importers(String path) {
        return new TreeSet<>(importers.getOrDefault(path, List.of()));
    }

    /** The scripts that this one needs. */
    public Set<String> targets(String path) {
        return targets.getOrDefault(path, Set.of());
    }

    /** The scripts that may have made what this one imports: those it needs, and those whose exports they hand on. */
    public Set<String> origins(String path) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(targets(path));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (seen.add(next) && handingOn.contains(next)) {
                open.addAll(targets(next));
            }
        }
        return seen;
    }

    /** How many scripts need each one. */
    Map<String, Integer> dependents() {
        Map<String, Integer> counts = new HashMap<>();
        importers.forEach((path, from) -> counts.put(path, from.size()));
        return counts;
    }

    /** Whether a start lies in the folder: without one, nothing can be said of what is there. */
    boolean startsWithin(String folder) {
        return starts.stream().anyMatch(path -> Paths.isWithin(path, folder));
    }
}
