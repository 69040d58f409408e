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
import java.util.stream.IntStream;

/**
 * Finds test runs of CI that are told to run one test at a time. Evidence: the option in a step, in the environment of a
 * test runner that reads it, or in the npm script that a step calls; one whose reason a comment gives is left out.
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

    /** A reason for it, in a comment. */
    private static final Pattern REASON = Pattern.compile(
            "(?i)parallel|\\bserial|sequen|concurren|single[- ]thread|at a time|one by one|memory|\\boom\\b|\\braces?\\b|\\bracy\\b|flak|\\bshare|interfer|conflict|isolat|lock(?!file)|\\bglobal|because|otherwise|\\bavoid|\\bsince\\b");

    /** Lines of a step that may stand between what it runs and a comment on it. */
    private static final Pattern OF_STEP = Pattern.compile("\\s*(?:-\\s+)?[\\w-]+:.*|.*\\\\\\s*");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        repository.model(Pipelines.MODEL).jobs().forEach(job -> {
            List<String> lines = repository
                    .text(job.path())
                    .map(text -> text.lines().toList())
                    .orElse(List.of());
            environment(job, lines).ifPresent(sink::report);
            job.commands().forEach(command -> inspect(repository, job, command, lines, sink));
        });
    }

    private static Optional<Draft> environment(PipelineJob job, List<String> lines) {
        return job.environments().stream()
                .flatMap(env -> env.entry("RUST_TEST_THREADS").stream())
                .filter(entry -> entry.value().text().filter("1"::equals).isPresent())
                .filter(entry -> job.text().matches("(?s).*\\bcargo\\s.*test.*"))
                .filter(entry -> !isExplained(lines, entry.line() - 1))
                .map(entry -> draft(Location.line(job.path(), entry.line()), job, "RUST_TEST_THREADS: 1"))
                .findFirst();
    }

    private static void inspect(
            Repository repository, PipelineJob job, Command command, List<String> lines, FindingSink sink) {
        option(command.text())
                .filter(option -> !isExplained(lines, place(lines, command, option)))
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

    /** The line that holds the option, counted from 0; that of the command where it stands on none. */
    private static int place(List<String> lines, Command command, String option) {
        long last = command.line() + command.text().lines().count();
        return IntStream.range(command.line() - 1, (int) Math.min(lines.size(), last))
                .filter(at -> lines.get(at).contains(option))
                .findFirst()
                .orElse(command.line() - 1);
    }

    /** Whether a comment on the line, or above it or the step that it is part of, says why. */
    private static boolean isExplained(List<String> lines, int at) {
        if (at >= lines.size()) {
            return false;
        }
        StringBuilder comments = new StringBuilder(lines.get(at).replaceFirst("^.*?(\\s#|$)", ""));
        boolean commented = false;
        boolean begun = isBeginning(lines.get(at));
        for (int above = at - 1; above >= 0; above--) {
            String line = lines.get(above).strip();
            if (line.startsWith("#")) {
                commented = true;
                comments.append(' ').append(line);
            } else if (commented || begun || !OF_STEP.matcher(line).matches()) {
                break;
            }
            begun |= isBeginning(line);
        }
        return REASON.matcher(comments).find();
    }

    private static boolean isBeginning(String line) {
        return line.strip().startsWith("- ");
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
