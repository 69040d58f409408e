package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.WordedPattern;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.ci.Pipelines;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Set;

/**
 * Finds benchmarks that exist and that no workflow runs or even builds by name. Evidence: code in the folders that the
 * languages keep for benchmarks, and the text of every workflow.
 */
final class NoBenchmarkInCi implements RepositoryDetector {

    private static final String RULE = "monitoring/no-benchmark-in-ci";
    private static final Set<Language> CODE = Set.of(
            Language.RUST, Language.TYPESCRIPT, Language.JAVASCRIPT, Language.GO, Language.PYTHON, Language.JAVA);
    private static final WordedPattern RUNS = WordedPattern.anyOf(
                    "bench",
                    "criterion",
                    "codspeed",
                    "hyperfine",
                    "locust",
                    "artillery",
                    "gatling",
                    "loadtest",
                    "load-test",
                    "--all-targets",
                    "iai")
            .or("k6", "(?i)\\bk6\\b")
            .or("jmh", "(?i)\\bjmh\\b");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        List<AnalysedFile> workflows = repository
                .files(Language.YAML)
                .filter(file -> Pipelines.isPipeline(file.path()))
                .toList();
        List<AnalysedFile> benchmarks = repository.files().stream()
                .filter(file -> file.context() == Context.BENCHMARK && CODE.contains(file.language()))
                .filter(file ->
                        file.language() == Language.RUST ? starts(workspace, file) : !isOfCrate(workspace, file.path()))
                .toList();
        boolean run = workflows.stream()
                .anyMatch(file -> repository
                        .text(file.path())
                        .filter(text -> RUNS.isIn(text))
                        .isPresent());
        if (!workflows.isEmpty() && !benchmarks.isEmpty() && !run) {
            sink.report(Draft.of(RULE, Location.file(benchmarks.getFirst().path()))
                    .in(Context.PRODUCTION)
                    .with("benchmarks", benchmarks.size())
                    .with("workflows", workflows.size()));
        }
    }

    /** Whether it lies in a folder of which Cargo runs what is written in Rust: it then prepares or reads something. */
    private static boolean isOfCrate(CargoWorkspace workspace, String path) {
        return workspace
                .owner(path)
                .filter(owner ->
                        Paths.isWithin(path, owner.folder().isEmpty() ? "benches" : owner.folder() + "/benches"))
                .isPresent();
    }

    /** Whether Cargo runs the file; the modules of a benchmark are none. */
    private static boolean starts(CargoWorkspace workspace, AnalysedFile file) {
        return workspace
                .owner(file.path())
                .map(owner -> owner.targets().stream()
                        .anyMatch(target -> target.path().equals(file.path())))
                .orElse(true);
    }
}
