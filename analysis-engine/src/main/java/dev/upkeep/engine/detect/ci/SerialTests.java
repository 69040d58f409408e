package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.Workflows.Job;
import dev.upkeep.engine.detect.ci.Workflows.Step;
import dev.upkeep.engine.detect.ci.Workflows.Workflow;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
        for (Workflow workflow : repository.model(Workflows.MODEL).files()) {
            for (Job job : workflow.jobs()) {
                environment(workflow, job).ifPresent(sink::report);
                job.steps().forEach(step -> inspect(repository, workflow, job, step, sink));
            }
        }
    }

    private static Optional<Draft> environment(Workflow workflow, Job job) {
        return Stream.of(workflow.root(), job.value())
                .flatMap(each -> each.get("env").stream())
                .flatMap(env -> env.entry("RUST_TEST_THREADS").stream())
                .filter(entry -> entry.value().text().filter("1"::equals).isPresent())
                .filter(entry -> job.commands().matches("(?s).*\\bcargo\\s.*test.*"))
                .map(entry -> draft(Location.line(workflow.path(), entry.line()), job, "RUST_TEST_THREADS: 1"))
                .findFirst();
    }

    private static void inspect(Repository repository, Workflow workflow, Job job, Step step, FindingSink sink) {
        option(step.run())
                .ifPresent(option -> sink.report(draft(Location.line(workflow.path(), step.line()), job, option)));
        Matcher script = SCRIPT_RUN.matcher(step.run());
        while (script.find()) {
            String called = script.group(1);
            String folder =
                    step.value().get("working-directory").flatMap(Value::text).orElse("");
            String manifest = Paths.resolve(folder, "package.json").orElse("package.json");
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

    private static Draft draft(Location location, Job job, String option) {
        return Draft.of(RULE, location).scope(job.id()).with("job", job.id()).with("option", option);
    }
}
