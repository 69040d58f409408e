package dev.upkeep.engine.detect.script.bundle;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.SplitImports;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An import that brings a whole library into a page although parts can be had. Evidence: the library is CommonJS, so
 * that bundlers cannot leave out what is not used, and the package of the file is made for browsers.
 */
public final class NamespaceImport implements RepositoryDetector {

    private static final String RULE = "bundle/namespace-import";

    /** Minified size of each whole library in KB, as its last release is published, and how to import a part. */
    private static final Map<String, Library> WHOLE = Map.of(
            "lodash", new Library(70, "lodash/<function> or lodash-es"),
            "underscore", new Library(19, "underscore/modules/<function>.js"),
            "aws-sdk", new Library(3000, "@aws-sdk/client-<service>"),
            "rxjs/Rx", new Library(140, "rxjs and rxjs/operators"),
            "rxjs-compat", new Library(140, "rxjs and rxjs/operators"));

    private static final String SEVERAL =
            "All of {library} (about {kilobytes} KB minified) goes into the bundle by {imports} imports, of which this is the first; use {parts}";

    private static final Set<String> PLUGINS = Set.of(
            "babel-plugin-lodash",
            "lodash-webpack-plugin",
            "vite-plugin-lodash",
            "babel-plugin-import",
            "babel-plugin-transform-imports");

    private record Library(int kilobytes, String parts) {}

    private record Use(AnalysedFile file, Link link) {}

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        WebPackages packages = new WebPackages(repository);
        for (NpmPackage npm : packages.all()) {
            if (PLUGINS.stream().noneMatch(npm::declares)) {
                Map<String, List<Use>> uses = packages.scripts(repository, npm)
                        .flatMap(file -> uses(npm, file))
                        .collect(Collectors.groupingBy(use -> use.link().target()));
                WHOLE.forEach((name, library) -> report(uses.getOrDefault(name, List.of()), library, sink));
            }
        }
    }

    private static Stream<Use> uses(NpmPackage npm, AnalysedFile file) {
        return file.facts().links().stream()
                .filter(link -> WHOLE.containsKey(link.target()) && !SplitImports.covers(npm, link))
                .filter(link -> link.kind().equals("import") || link.kind().equals("require"))
                .map(link -> new Use(file, link));
    }

    /** The whole library is paid for once, so it is told once: where it is first imported, and how often. */
    private static void report(List<Use> uses, Library library, FindingSink sink) {
        uses.stream()
                .min(Comparator.comparing((Use use) -> use.file().path())
                        .thenComparingInt(use -> use.link().line()))
                .map(first -> Draft.of(
                                RULE,
                                Location.line(first.file().path(), first.link().line()))
                        .with("library", first.link().target())
                        .with("kilobytes", library.kilobytes())
                        .with("parts", library.parts())
                        .with("imports", uses.size())
                        .with("names", first.link().names()))
                .map(draft -> uses.size() > 1 ? draft.message(SEVERAL) : draft)
                .ifPresent(sink::report);
    }
}
