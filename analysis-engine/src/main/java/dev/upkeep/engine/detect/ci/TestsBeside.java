package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmPackage.Script;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import java.util.List;
import java.util.regex.Pattern;

/** The test files of an npm package, and whether any of its scripts, of those around it or of CI may run them. */
record TestsBeside(Repository repository, NpmPackage npm) {

    private static final Pattern TEST_FILE =
            Pattern.compile(".*[._-](test|tests|spec|e2e|cy)\\.[cm]?[jt]sx?|(.*/)?__tests__/.*");
    private static final Pattern RUNNER = Pattern.compile(
            "\\b(vitest|jest|mocha|ava|karma|jasmine|playwright|cypress|tap|tape|uvu|wdio|nyc|c8|qunit|lab|testcafe|web-test-runner|wtr|cucumber\\S*)\\b"
                    + "|\\b(ng|react-scripts|bun|deno|ember|craco|vue-cli-service|nx) test|--test\\b"
                    + "|\\b(node|tsx|ts-node|bun|esno|babel-node)\\b.*\\btests?\\b");
    private static final Pattern WATCHES = Pattern.compile("--watch(All)?\\b");

    /** How many there are that nothing runs; none where something may. */
    int unrun(String script) {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        boolean run = workspace
                        .withEnclosing(npm)
                        .flatMap(each -> each.scripts().stream())
                        .filter(each ->
                                !(each.name().equals(script) && npm.scripts().contains(each)))
                        .map(Script::command)
                        .anyMatch(TestsBeside::runsToTheEnd)
                || repository
                        .model(Pipelines.MODEL)
                        .jobs()
                        .map(PipelineJob::text)
                        .anyMatch(text -> text.contains(npm.folder()) && runsToTheEnd(text));
        return run ? 0 : files(workspace).size();
    }

    private static boolean runsToTheEnd(String command) {
        return RUNNER.matcher(command).find() && !WATCHES.matcher(command).find();
    }

    private List<AnalysedFile> files(NpmWorkspace workspace) {
        return repository.below(npm.folder()).stream()
                .filter(file -> file.context() == Context.TEST && Scripts.LANGUAGES.contains(file.language()))
                .filter(file -> TEST_FILE.matcher(file.path()).matches() && !Paths.isTestMaterial(file.path()))
                .filter(file -> workspace.owner(file.path()).filter(npm::equals).isPresent())
                .toList();
    }
}
