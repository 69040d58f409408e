package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.Workflows.Job;
import dev.upkeep.engine.detect.ci.Workflows.Step;
import dev.upkeep.engine.detect.ci.Workflows.Workflow;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds workflows that run for the same change what another one runs already. Evidence: commands that build, test or
 * check, on the same kind of machine, in the same folder, with equal tool versions and matrix; at least three, and four
 * fifths of all that the smaller workflow has.
 */
final class DuplicatedWorkflow implements RepositoryDetector {

    private static final String RULE = "ci/duplicated-workflow";
    private static final int LEAST_COMMANDS = 3;
    private static final double LEAST_SHARE = 0.8;
    private static final Pattern WORK = Pattern.compile(
            "^(?:sudo\\s+)?(?:cargo|npm|pnpm|yarn|bun|npx|pytest|tox|poetry|uv|go|mvn|\\./mvnw|gradle|\\./gradlew|make|just|docker"
                    + "|bundle|composer|dotnet|python3?|ruff|mypy|eslint|tsc)\\s+\\S.*");

    /** A line after which other commands see another environment. */
    private static final Pattern SETS_ENVIRONMENT = Pattern.compile("^export\\s+\\w+=.*|.*\\bGITHUB_ENV\\b.*");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    /** A workflow and what it does. */
    private record Work(Workflow workflow, Set<String> commands) {}

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<Work> earlier = new ArrayList<>();
        for (Workflow workflow : repository.model(Workflows.MODEL).files()) {
            Work work = new Work(workflow, commands(workflow));
            if (workflow.runsOnChanges() && work.commands().size() >= LEAST_COMMANDS) {
                earlier.stream()
                        .filter(other -> sameChanges(other.workflow(), workflow))
                        .flatMap(other -> draft(other, work).stream())
                        .findFirst()
                        .ifPresent(sink::report);
                earlier.add(work);
            }
        }
    }

    private static Optional<Draft> draft(Work first, Work second) {
        Set<String> shared = new HashSet<>(first.commands());
        shared.retainAll(second.commands());
        int least = Math.min(first.commands().size(), second.commands().size());
        if (shared.size() < LEAST_COMMANDS || shared.size() < LEAST_SHARE * least) {
            return Optional.empty();
        }
        boolean firstIsSmaller = first.commands().size() < second.commands().size();
        Work smaller = firstIsSmaller ? first : second;
        Work other = firstIsSmaller ? second : first;
        return Optional.of(Draft.of(RULE, Location.file(smaller.workflow().path()))
                .scope(other.workflow().path())
                .with("other", other.workflow().path())
                .with("shared", shared.size())
                .with("commands", smaller.commands().size())
                .confidence(shared.size() == least ? 0.85 : 0.7));
    }

    private static Set<String> commands(Workflow workflow) {
        Set<String> commands = new TreeSet<>();
        for (Job job : workflow.jobs()) {
            String place = place(workflow, job);
            for (Step step : job.steps()) {
                String folder = step.value()
                        .get("working-directory")
                        .flatMap(Value::text)
                        .orElse("");
                String environment =
                        step.value().get("env").map(DuplicatedWorkflow::plain).orElse("");
                step.run()
                        .lines()
                        .map(String::strip)
                        .filter(line -> WORK.matcher(line).matches())
                        .forEach(line -> commands.add(String.join("\0", place, folder, environment, line)));
            }
        }
        return commands;
    }

    /** All that makes the same command another one: machine, matrix, environment, versions of tools. */
    private static String place(Workflow workflow, Job job) {
        List<String> parts = new ArrayList<>();
        for (String key : List.of("runs-on", "container", "strategy", "env", "defaults", "services")) {
            parts.add(job.value().get(key).map(DuplicatedWorkflow::plain).orElse(""));
        }
        parts.add(workflow.root().get("env").map(DuplicatedWorkflow::plain).orElse(""));
        job.steps().stream()
                .filter(step -> step.action().matches(".*/(setup-.*|rust-toolchain|toolchain)"))
                .forEach(step -> parts.add(step.uses()
                        + step.value()
                                .get("with")
                                .map(DuplicatedWorkflow::plain)
                                .orElse("")));
        job.steps().stream()
                .flatMap(step -> step.run().lines().map(String::strip))
                .filter(line -> SETS_ENVIRONMENT.matcher(line).matches())
                .forEach(parts::add);
        return String.join("|", parts);
    }

    /** Whether an event starts both, and no filter of either keeps the same change from the other. */
    private static boolean sameChanges(Workflow first, Workflow second) {
        Value one = first.root().get("on").orElse(first.root());
        Value two = second.root().get("on").orElse(second.root());
        return first.events().stream()
                .filter(event -> event.matches("push|pull_request|merge_group"))
                .filter(second.events()::contains)
                .anyMatch(event -> filter(one, event).equals(filter(two, event)));
    }

    private static String filter(Value on, String event) {
        return on.get(event).map(DuplicatedWorkflow::plain).orElse("null");
    }

    /** A value without its lines. */
    private static String plain(Value value) {
        return switch (value) {
            case Value.Mapping mapping ->
                mapping.entries().stream()
                        .map((Entry entry) -> entry.key() + ":" + plain(entry.value()))
                        .sorted()
                        .toList()
                        .toString();
            case Value.Sequence sequence ->
                sequence.items().stream()
                        .map(DuplicatedWorkflow::plain)
                        .toList()
                        .toString();
            case Value.Scalar scalar -> String.valueOf(scalar.value());
        };
    }
}
