package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.Workflows.Step;
import dev.upkeep.engine.detect.ci.Workflows.Workflow;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds actions and commands that GitHub or their authors have given up. Evidence: the version as written; a
 * commit says nothing of it, but an action that is archived is so at every commit.
 */
final class RetiredAction implements RepositoryDetector {

    private static final String RULE = "ci/retired-action";

    /**
     * What is known of an action.
     *
     * @param action a pattern
     * @param first the oldest major version of which this is true
     * @param last the newest major version that is retired
     * @param fails whether the step fails by now
     */
    private record Known(Pattern action, int first, int last, boolean fails, String fact, String instead) {

        Known(String action, int last, boolean fails, String fact, String instead) {
            this(Pattern.compile(action), 1, last, fails, fact, instead);
        }

        /** At a commit only what is true of every version is. */
        boolean isOf(Step step) {
            boolean retired = last == EVERY
                    || step.major()
                            .filter(major -> first <= major && major <= last)
                            .isPresent();
            return retired && action.matcher(step.action()).matches();
        }
    }

    private static final int EVERY = 99;

    private static final String NODE =
            "it was written for Node.js 12, which is out of support since April 2022; the runner forces a newer one on it";
    private static final List<Known> ACTIONS = List.of(
            new Known(
                    "actions/(upload|download)-artifact",
                    3,
                    true,
                    "GitHub.com refuses versions 1 and 2 since 30 June 2024 and version 3 since 30 January 2025",
                    "version 4 or newer"),
            new Known(
                    "actions/cache(/restore|/save)?",
                    2,
                    true,
                    "the service behind versions 1 and 2 was shut down in spring 2025",
                    "version 4 or newer"),
            // The first version was a part of the runner, and no program of Node.js.
            new Known(Pattern.compile("actions/checkout"), 2, 2, false, NODE, "version 4 or newer"),
            new Known("actions/setup-(node|java|go|python)", 2, false, NODE, "version 4 or newer"),
            new Known("actions/github-script", 5, false, NODE, "version 7 or newer"),
            new Known(
                    "actions-rs/.*",
                    EVERY,
                    false,
                    "its authors archived it in 2023, and " + NODE,
                    "`dtolnay/rust-toolchain`, or `rustup` and `cargo` in a `run` step"),
            new Known(
                    "actions/(create-release|upload-release-asset)",
                    EVERY,
                    false,
                    "GitHub archived it in 2021",
                    "`gh release create` in a `run` step"));
    private static final Pattern COMMAND = Pattern.compile("::(set-output|save-state|set-env|add-path)\\b");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        Workflows workflows = repository.model(Workflows.MODEL);
        Stream.concat(workflows.files().stream(), workflows.actions().values().stream())
                .forEach(workflow ->
                        workflow.jobs().forEach(job -> job.steps().forEach(step -> inspect(workflow, step, sink))));
    }

    private static void inspect(Workflow workflow, Step step, FindingSink sink) {
        Location location = Location.line(workflow.path(), step.line());
        ACTIONS.stream()
                .filter(known -> known.isOf(step))
                .findFirst()
                .ifPresent(known -> sink.report(draft(location, step.uses(), known.fails(), known.fact())
                        .with("instead", known.instead())));
        Matcher command = COMMAND.matcher(step.run());
        if (command.find()) {
            sink.report(command(location, command.group(1)));
        }
    }

    private static Draft command(Location location, String command) {
        boolean disabled = command.equals("set-env") || command.equals("add-path");
        String file = switch (command) {
            case "set-env" -> "GITHUB_ENV";
            case "add-path" -> "GITHUB_PATH";
            case "save-state" -> "GITHUB_STATE";
            default -> "GITHUB_OUTPUT";
        };
        String fact = disabled
                ? "the runner refuses it since 16 November 2020"
                : "GitHub deprecated it on 11 October 2022; it still works, with a warning in each run";
        return draft(location, "::" + command, disabled, fact).with("instead", "a line appended to `$" + file + "`");
    }

    private static Draft draft(Location location, String what, boolean fails, String fact) {
        Draft draft = Draft.of(RULE, location)
                .scope(what)
                .with("what", what)
                .with("fact", fact)
                .with("fails", fails)
                .severity(fails ? Severity.HIGH : Severity.LOW);
        return fails ? draft.with("urgent", true) : draft;
    }
}
