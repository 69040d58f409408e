package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds large packages that production code for the browser imports whole, where a lighter way is known. Evidence: the
 * import, a browser framework in the manifest, and no built-in module of Node in the importing file. Sizes were measured
 * on the published files in November 2026, compressed with gzip -9.
 */
final class HeavyDependency implements RepositoryDetector {

    private static final Pattern SERVER = Pattern.compile("(.*/)?(server|api|backend|functions|cli|migrations)/.*");
    private static final String RULE = "npm/heavy-dependency";
    private static final Set<String> BROWSER = Set.of(
            "react-dom",
            "vue",
            "svelte",
            "preact",
            "@angular/core",
            "solid-js",
            "lit",
            "next",
            "nuxt",
            "alpinejs",
            "jquery");
    private static final Set<String> NODE =
            Set.of("fs", "path", "http", "https", "net", "os", "child_process", "worker_threads", "stream", "express");

    /** What a package costs, in KiB compressed, and what does the same for less. */
    private record Heavy(double kib, String lighter, String lighterSize) {}

    private static final Map<String, Heavy> KNOWN = Map.of(
            "moment", new Heavy(19.0, "dayjs", "3.0 KiB"),
            "moment-timezone", new Heavy(35.3, "Intl.DateTimeFormat", "nothing, it is built into browsers"),
            "crypto-js", new Heavy(38.5, "crypto.subtle", "nothing, it is built into browsers"),
            "bluebird", new Heavy(22.7, "Promise", "nothing, it is built into browsers"),
            "echarts", new Heavy(326.5, "echarts/core with the charts in use", "151.8 KiB for the common charts"));

    /** Where a package is imported whole. */
    private record Use(AnalysedFile file, Link link) {}

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        for (NpmPackage npm : workspace.packages()) {
            if (workspace.withEnclosing(npm).anyMatch(each -> BROWSER.stream().anyMatch(each::declares))) {
                KNOWN.forEach((name, heavy) -> {
                    if (workspace.withEnclosing(npm).anyMatch(each -> each.declares(name))) {
                        draft(repository, npm, name, heavy).ifPresent(sink::report);
                    }
                });
            }
        }
    }

    private static Optional<Draft> draft(Repository repository, NpmPackage npm, String name, Heavy heavy) {
        List<Use> uses = new ArrayList<>();
        repository.model(PackageFiles.MODEL).of(npm).stream()
                .filter(file -> file.context() == Context.PRODUCTION && !ToolFiles.isToolConfig(file.path()))
                .flatMap(file -> file.facts().links().stream()
                        .filter(link -> link.target().equals(name) && ScriptLinks.runs(link))
                        .filter(link -> !link.kind().equals("dynamic-import") && !SplitImports.covers(npm, link))
                        .map(link -> new Use(file, link)))
                .filter(use -> !runsInNode(use.file()) && !extendsWhole(use.file(), name))
                .forEach(uses::add);
        return uses.stream()
                .min(Comparator.comparing((Use use) -> use.file().path())
                        .thenComparingInt(use -> use.link().line()))
                .map(first -> Draft.of(
                                RULE,
                                Location.line(first.file().path(), first.link().line()))
                        .scope(name)
                        .with("package", name)
                        .with("kib", heavy.kib())
                        .with("lighter", heavy.lighter())
                        .with("lighterSize", heavy.lighterSize())
                        .with("imports", uses.size()));
    }

    /** {@code echarts-gl} adds to the whole of {@code echarts}, and to nothing less. */
    private static boolean extendsWhole(AnalysedFile file, String name) {
        return file.facts().links().stream()
                .filter(ScriptLinks::runs)
                .flatMap(link -> ScriptLinks.packageName(link.target()).stream())
                .anyMatch(needed -> needed.equals(name + "-gl"));
    }

    private static boolean runsInNode(AnalysedFile file) {
        return SERVER.matcher(file.path()).matches()
                || file.facts().links().stream()
                        .map(Link::target)
                        .anyMatch(target -> target.startsWith("node:") || NODE.contains(target));
    }
}
