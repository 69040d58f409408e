package dev.upkeep.engine.detect.script.bundle;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A library of ES modules that does not say whether its modules may be left out. Evidence: it is published ({@code
 * files}, {@code publishConfig}; not private), offers ES modules, has a user interface among its peers or is built by a
 * bundler for libraries, and its sources re-export from an index.
 */
public final class NoSideEffectsFlag implements RepositoryDetector {

    private static final String RULE = "bundle/no-side-effects-flag";
    private static final int BARREL = 5;
    private static final Pattern NODE = Pattern.compile(
            "node:.+|fs|fs/promises|path|os|net|tls|http|https|http2|child_process|worker_threads|cluster|dgram|dns|readline|zlib");
    private static final Pattern BUNDLERS =
            Pattern.compile("\\b(rollup|tsup|tsdown|microbundle|bunchee|esbuild|vite build|ncc build)\\b");
    private static final Pattern KEEPS_MODULES = Pattern.compile(
            "preserveModules|unbundle|bundle:\\s*false|--no-bundle|bundleless|mkdist|entry(Points)?\\b[^\\n]{0,40}\\*");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            boolean published = !npm.isPrivate()
                    && npm.name().isPresent()
                    && npm.manifest().get("version").isPresent()
                    && (npm.manifest().get("files").isPresent()
                            || npm.manifest().get("publishConfig").isPresent());
            boolean modules = npm.isModule() || npm.manifest().get("module").isPresent();
            boolean program = npm.manifest().get("bin").isPresent();
            if (published
                    && modules
                    && !program
                    && npm.manifest().get("sideEffects").isEmpty()) {
                int reexports = reexports(repository, npm);
                if (reexports >= BARREL && !runsInNode(repository, npm) && !isOneFile(repository, npm)) {
                    report(npm, reexports, sink);
                }
            }
        }
    }

    /** Nobody bundles for a page what needs the modules of Node. */
    private static boolean runsInNode(Repository repository, NpmPackage npm) {
        WebPackages packages = new WebPackages(repository);
        return !packages.all().contains(npm)
                && packages.scripts(repository, npm)
                        .flatMap(file -> file.facts().links().stream())
                        .anyMatch(link -> link.kind().equals("import")
                                && NODE.matcher(link.target()).matches());
    }

    /** A bundler for libraries writes one module, of which users cannot leave out another. */
    private static boolean isOneFile(Repository repository, NpmPackage npm) {
        return npm.scripts().stream()
                        .anyMatch(script -> BUNDLERS.matcher(script.command()).find()
                                && !KEEPS_MODULES.matcher(script.command()).find())
                && repository.files().stream()
                        .filter(file -> Paths.folder(file.path()).equals(npm.folder())
                                && Paths.name(file.path()).contains(".config."))
                        .flatMap(file -> repository.text(file.path()).stream())
                        .noneMatch(text -> KEEPS_MODULES.matcher(text).find());
    }

    private static void report(NpmPackage npm, int reexports, FindingSink sink) {
        int line = npm.manifest().entry("name").map(entry -> entry.line()).orElse(1);
        sink.report(Draft.of(RULE, Location.line(npm.path(), line))
                .with("package", npm.name().orElse(""))
                .with("reexports", reexports));
    }

    /** How many modules the index hands on: with one, or none, there is nothing to leave out. */
    private static int reexports(Repository repository, NpmPackage npm) {
        return List.of("src/index.ts", "src/index.tsx", "src/index.js", "index.ts", "index.tsx", "src/index.mjs")
                .stream()
                .flatMap(name -> npm.resolve(name).stream())
                .flatMap(path -> repository.file(path).stream())
                .mapToInt(file -> (int) file.facts().links().stream()
                        .filter(link -> link.kind().equals("export-from"))
                        .map(link -> link.target())
                        .filter(target -> target.startsWith("."))
                        .distinct()
                        .count())
                .max()
                .orElse(0);
    }
}
