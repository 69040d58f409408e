package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.detect.npm.PackageFiles;
import dev.upkeep.engine.detect.script.facts.ReactFacts;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A web application whose every page is in the first download. Evidence: one package declares react-dom, shows several
 * components by routes, and holds no dynamic import of its own files. Frameworks that split by themselves, and
 * applications that are installed with all their files, are left out.
 */
public final class NoCodeSplitting implements RepositoryDetector {

    private static final String RULE = "react/no-code-splitting";
    private static final int SEVERAL = 4;
    /** What a manifest says for those who import the package; {@code main} alone is written by {@code npm init} too. */
    private static final Set<String> IMPORTED = Set.of("exports", "module", "types", "typings", "publishConfig");

    private static final Set<String> OTHERWISE = Set.of(
            "next",
            "gatsby",
            "@remix-run/react",
            "@react-router/dev",
            "astro",
            "expo",
            "react-native",
            "electron",
            "@tauri-apps/api",
            "@crxjs/vite-plugin",
            "wxt",
            "plasmo",
            "@loadable/component",
            "react-loadable",
            "@tanstack/router-plugin",
            "@tanstack/react-start");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        for (NpmPackage npm : workspace.packages()) {
            if (!npm.declares("react-dom")
                    || OTHERWISE.stream().anyMatch(npm::declares)
                    || isLibrary(repository, workspace, npm)) {
                continue;
            }
            List<AnalysedFile> files = repository.model(PackageFiles.MODEL).of(npm).stream()
                    .filter(file -> Scripts.LANGUAGES.contains(file.language()))
                    .filter(file -> file.context() == Context.PRODUCTION)
                    .toList();
            if (files.stream().noneMatch(NoCodeSplitting::loadsLater)) {
                Set<String> frames = frames(files);
                files.stream()
                        .max(Comparator.comparingInt(file -> pages(file, frames).size()))
                        .filter(file -> pages(file, frames).size() >= SEVERAL)
                        .ifPresent(file -> report(file, pages(file, frames), files, sink));
            }
        }
    }

    /** What others install and import has no page of its own: whoever uses it hands in the pages. */
    private static boolean isLibrary(Repository repository, NpmWorkspace workspace, NpmPackage npm) {
        return !npm.isPrivate()
                && IMPORTED.stream().anyMatch(key -> npm.manifest().get(key).isPresent())
                && repository.below(npm.folder()).stream()
                        .filter(file -> file.entry().name().equals("index.html"))
                        .filter(file -> file.context() == Context.PRODUCTION)
                        .noneMatch(file ->
                                workspace.owner(file.path()).filter(npm::equals).isPresent());
    }

    private static void report(AnalysedFile router, List<String> pages, List<AnalysedFile> files, FindingSink sink) {
        int line = router.facts().links().stream()
                .filter(link -> link.kind().equals("import") && link.target().startsWith("."))
                .mapToInt(Link::line)
                .findFirst()
                .orElse(1);
        sink.report(Draft.of(RULE, Location.line(router.path(), line))
                .with("routes", pages.size())
                .with("pages", pages)
                .with("files", files.size()));
    }

    private static boolean loadsLater(AnalysedFile file) {
        return file.facts().links().stream()
                .anyMatch(link ->
                        link.kind().equals("dynamic-import") || link.kind().equals("glob"));
    }

    /** What routes show, without those that only draw a frame, guard what lies inside or lead elsewhere. */
    private static List<String> pages(AnalysedFile file, Set<String> frames) {
        return file.facts().words().getOrDefault(ReactFacts.ROUTES, Set.of()).stream()
                .filter(component -> !frames.contains(component))
                .toList();
    }

    private static Set<String> frames(List<AnalysedFile> files) {
        return files.stream()
                .flatMap(file -> file.facts().words().getOrDefault(ReactFacts.FRAMES, Set.of()).stream())
                .collect(Collectors.toSet());
    }
}
