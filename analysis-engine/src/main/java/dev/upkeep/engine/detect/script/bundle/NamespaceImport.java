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
import java.util.Map;
import java.util.Set;

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

    private static final Set<String> PLUGINS = Set.of(
            "babel-plugin-lodash",
            "lodash-webpack-plugin",
            "vite-plugin-lodash",
            "babel-plugin-import",
            "babel-plugin-transform-imports");

    private record Library(int kilobytes, String parts) {}

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        WebPackages packages = new WebPackages(repository);
        for (NpmPackage npm : packages.all()) {
            if (PLUGINS.stream().noneMatch(npm::declares)) {
                packages.scripts(repository, npm).forEach(file -> inspect(npm, file, sink));
            }
        }
    }

    private static void inspect(NpmPackage npm, AnalysedFile file, FindingSink sink) {
        for (Link link : file.facts().links()) {
            Library library = WHOLE.get(link.target());
            if (library != null
                    && !SplitImports.covers(npm, link)
                    && (link.kind().equals("import") || link.kind().equals("require"))) {
                sink.report(Draft.of(RULE, Location.line(file.path(), link.line()))
                        .with("library", link.target())
                        .with("kilobytes", library.kilobytes())
                        .with("parts", library.parts())
                        .with("names", link.names()));
            }
        }
    }
}
