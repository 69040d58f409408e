package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.PipelineJob.Command;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds test runs of CI that are told to run one test at a time. Evidence: the option in a step, in the environment of a
 * test runner that reads it, or in the npm script that a step calls.
 */
final class SerialTests implements RepositoryDetector {

    private static final String RULE = "ci/serial-tests";
    private static final Pattern OPTION = Pattern.compile("\\bcargo\\s[^\\n]*\\btest\\b[^\\n]*?(--test-threads[= ]1)\\b"
            + "|\\b(RUST_TEST_THREADS=1)\\b"
            + "|\\bjest\\b[^\\n]*?(--runInBand|\\s-i(?=\\s|$)|--maxWorkers[= ]1\\b(?!%)|-w[= ]1\\b)"
            + "|\\bvitest\\b[^\\n]*?(--no-file-parallelism|--fileParallelism=false|--maxWorkers[= ]1\\b(?!%))"
            + "|\\bgo\\s+test\\b[^\\n]*?(-p[= ]1)\\b");
    private static final Pattern SCRIPT_RUN =
            Pattern.compile("\\b(?:npm|pnpm|yarn|bun)\\s+(?:run\\s+)?(test(?:[:\\w-]*)?)");
    private static final Pattern BENCHMARK = Pattern.compile("\\bcargo\\s[^\\n]*\\bbench\\b");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        repository.model(Pipelines.MODEL).jobs().forEach(job -> {
            environment(job).ifPresent(sink::report);
            job.commands().forEach(command -> inspect(repository, job, command, sink));
        });
    }

    private static Optional<Draft> environment(PipelineJob job) {
        return job.environments().stream()
                .flatMap(env -> env.entry("RUST_TEST_THREADS").stream())
                .filter(entry -> entry.value().text().filter("1"::equals).isPresent())
                .filter(entry -> job.text().matches("(?s).*\\bcargo\\s.*test.*"))
                .map(entry -> draft(Location.line(job.path(), entry.line()), job, "RUST_TEST_THREADS: 1"))
                .findFirst();
    }

    private static void inspect(Repository repository, PipelineJob job, Command command, FindingSink sink) {
        option(command.text())
                .ifPresent(option -> sink.report(draft(Location.line(job.path(), command.line()), job, option)));
        Matcher script = SCRIPT_RUN.matcher(command.text());
        while (script.find()) {
            String called = script.group(1);
            String manifest = command.folder()
                    .flatMap(folder -> Paths.resolve(folder, "package.json"))
                    .orElse("package.json");
            script(repository, manifest, called)
                    .ifPresent(entry -> option(entry.value().text().orElse(""))
                            .ifPresent(option -> sink.report(draft(Location.line(manifest, entry.line()), job, option)
                                    .scope(called))));
        }
    }

    private static Optional<Entry> script(Repository repository, String manifest, String name) {
        return Workflows.parse(repository, manifest)
                .flatMap(root -> root.get("scripts"))
                .flatMap(scripts -> scripts.entry(name));
    }

    /** The option that makes the run serial. */
    private static Optional<String> option(String commands) {
        Matcher option = OPTION.matcher(commands.replace("\\\n", " "));
        if (!option.find() || BENCHMARK.matcher(option.group()).find()) {
            return Optional.empty();
        }
        return List.of(1, 2, 3, 4, 5).stream()
                .flatMap(group -> Optional.ofNullable(option.group(group)).stream())
                .map(String::strip)
                .findFirst();
    }

    private static Draft draft(Location location, PipelineJob job, String option) {
        return Draft.of(RULE, location).scope(job.id()).with("job", job.id()).with("option", option);
    }
}
