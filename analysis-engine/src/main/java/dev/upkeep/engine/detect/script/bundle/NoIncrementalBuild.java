package dev.upkeep.engine.detect.script.bundle;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.Commands;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.detect.npm.StartedFile;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
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
    private static final Pattern COMPILES = Pattern.compile(
            "(^|[&|;]\\s*|\\bnpx )\\s*(vue-)?tsc\\b(?![^&|;]*(\\s-b\\b|--build|--incremental|--init|--showConfig))[^&|;]*");

    /** What was compiled before is taken away first, and with it what could be built on. */
    private static final Pattern REMOVES = Pattern.compile("\\b(rimraf|rm\\s+-r?f?r?|del(-cli)?|shx\\s+rm)\\s");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            npm.scripts().stream()
                    .filter(each -> COMPILES.matcher(each.command()).find()
                            && !REMOVES.matcher(each.command()).find())
                    .findFirst()
                    .ifPresent(script -> inspect(repository, npm, script, sink));
        }
    }

    private static void inspect(Repository repository, NpmPackage npm, NpmPackage.Script script, FindingSink sink) {
        String settings = npm.resolve(settings(script)).orElse("");
        TsProject project = TsProject.read(repository, settings);
        boolean incremental = project.isOn("incremental")
                || project.isOn("composite")
                || project.option("tsBuildInfoFile").isPresent();
        if (project.whole() && !incremental && !isTakenAway(npm, script, project)) {
            project.files(repository)
                    .filter(files -> files >= ENOUGH)
                    .ifPresent(files -> sink.report(Draft.of(RULE, Location.line(npm.path(), script.line()))
                            .scope(script.name())
                            .with("script", script.name())
                            .with("files", files)));
        }
    }

    /** Whether another script removes the folder of the output, and with it what an incremental build relies on. */
    private static boolean isTakenAway(NpmPackage npm, NpmPackage.Script script, TsProject project) {
        Optional<String> output = project.option("outDir")
                .flatMap(Value::string)
                .filter(folder -> !project.isOn("noEmit") && !script.command().contains("--noEmit"))
                .map(Paths::name);
        return output.isPresent()
                && npm.scripts().stream()
                        .map(NpmPackage.Script::command)
                        .filter(command -> REMOVES.matcher(command).find())
                        .anyMatch(command -> Pattern.compile("[\\s/'\"]" + Pattern.quote(output.get()) + "(?![\\w-])")
                                .matcher(command)
                                .find());
    }

    private static String settings(NpmPackage.Script script) {
        return Commands.of(script.command()).stream()
                .filter(command -> command.getFirst().endsWith("tsc"))
                .flatMap(command -> StartedFile.settings(command).stream())
                .findFirst()
                .orElse("tsconfig.json");
    }
}
