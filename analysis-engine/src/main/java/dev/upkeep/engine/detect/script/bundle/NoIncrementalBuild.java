package dev.upkeep.engine.detect.script.bundle;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.document.Json;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A type check that starts from nothing each time. Evidence: a script runs {@code tsc} without {@code -b} and without
 * {@code --incremental}, neither the package's {@code tsconfig.json} nor what it extends switches it on, and the package
 * has enough files for it to matter.
 */
public final class NoIncrementalBuild implements RepositoryDetector {

    private static final String RULE = "typescript/no-incremental-build";
    private static final int ENOUGH = 150;
    private static final int DEEPEST_INHERITANCE = 6;
    private static final Pattern COMPILES = Pattern.compile(
            "(^|[&|;]\\s*|\\bnpx )\\s*(vue-)?tsc\\b(?![^&|;]*(\\s-b\\b|--build|--incremental|--init|--showConfig))[^&|;]*");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        for (NpmPackage npm : workspace.packages()) {
            String settings = npm.resolve("tsconfig.json").orElse("");
            Optional<NpmPackage.Script> script = npm.scripts().stream()
                    .filter(each -> COMPILES.matcher(each.command()).find())
                    .findFirst();
            if (script.isEmpty() || !repository.exists(settings) || mayBeIncremental(repository, settings, 0)) {
                continue;
            }
            long files = repository
                    .files(Language.TYPESCRIPT, Language.TSX)
                    .filter(file ->
                            workspace.owner(file.path()).filter(npm::equals).isPresent())
                    .count();
            if (files >= ENOUGH) {
                sink.report(
                        Draft.of(RULE, Location.line(npm.path(), script.get().line()))
                                .scope(script.get().name())
                                .with("script", script.get().name())
                                .with("files", files));
            }
        }
    }

    /** Whether the settings say so, or come from somewhere that cannot be read. */
    private static boolean mayBeIncremental(Repository repository, String path, int depth) {
        Optional<Value> root =
                repository.text(path).flatMap(text -> Json.parseRelaxed(text).root());
        if (root.isEmpty() || depth > DEEPEST_INHERITANCE) {
            return true;
        }
        Optional<Value> options = root.get().get("compilerOptions");
        boolean on = options.flatMap(value -> value.get("incremental"))
                        .filter(Value::isTrue)
                        .isPresent()
                || options.flatMap(value -> value.get("composite"))
                        .filter(Value::isTrue)
                        .isPresent()
                || options.flatMap(value -> value.get("tsBuildInfoFile")).isPresent();
        return on
                || root.get().get("extends").map(Value::strings).orElse(List.of()).stream()
                        .anyMatch(parent -> !parent.startsWith(".")
                                || Paths.resolve(
                                                Paths.folder(path),
                                                parent.endsWith(".json") ? parent : parent + ".json")
                                        .map(resolved -> mayBeIncremental(repository, resolved, depth + 1))
                                        .orElse(true));
    }
}
