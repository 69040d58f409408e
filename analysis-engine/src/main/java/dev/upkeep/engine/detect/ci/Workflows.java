package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.document.Yaml;
import dev.upkeep.engine.source.Language;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * GitHub's workflows of a repository. Files that cannot be read are another rule's business.
 *
 * @param files those that GitHub runs, sorted by path
 * @param actions composite actions of the repository itself, by folder
 */
record Workflows(List<Workflow> files, Map<String, Workflow> actions) {

    static final Model<Workflows> MODEL = new Model<>("workflows", Workflows::read);

    /** A condition that is an expression as a whole; one among other text makes a text of it, which is always true. */
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{(.*)}}", Pattern.DOTALL);

    private static final Pattern RUNS_ANYWAY = Pattern.compile("\\b(always|failure|cancelled)\\(\\)");

    /**
     * One file; a composite action is one with a single job.
     *
     * @param written all of its jobs
     * @param jobs those that may run
     */
    record Workflow(String path, Value root, List<Job> written, List<Job> jobs) {

        /** Names of the events that start it. */
        List<String> events() {
            Value on = root.get("on").orElse(root);
            return on.isMapping() ? on.entries().stream().map(Entry::key).toList() : on.strings();
        }

        /** Whether ordinary work starts it: a push to a branch, a change that is proposed or queued. */
        boolean runsOnChanges() {
            return events().stream()
                            .filter(event -> event.matches("pull_request(_target)?|merge_group"))
                            .anyMatch(event -> !onlyItself(event))
                    || (events().contains("push") && !onlyReleases() && !onlyItself("push"));
        }

        /** A release that is tried out when somebody changes how it is made. */
        private boolean onlyItself(String event) {
            List<String> paths =
                    root.at("on", event, "paths").map(Value::strings).orElse(List.of());
            return !paths.isEmpty() && paths.stream().allMatch(each -> each.startsWith(".github/"));
        }

        /** Tags, and besides them branches that are named after releases. */
        private boolean onlyReleases() {
            List<String> branches =
                    root.at("on", "push", "branches").map(Value::strings).orElse(List.of());
            boolean any = root.at("on", "push", "branches").isPresent() && branches.isEmpty();
            return root.at("on", "push", "tags").isPresent()
                    && !any
                    && branches.stream().allMatch(branch -> branch.contains("release"));
        }
    }

    /** One job with the steps that may run; a job that calls another workflow has none. */
    record Job(String id, int line, Value value, List<Step> steps) {

        /** The jobs without which this one is skipped. */
        List<String> needs() {
            return RUNS_ANYWAY.matcher(condition(value)).find()
                    ? List.of()
                    : value.get("needs").map(Value::strings).orElse(List.of());
        }

        /** All that its steps run in shells. */
        String commands() {
            return String.join("\n", steps.stream().map(Step::run).toList());
        }

        /** Whether the tree of another repository, or this one at another place, is checked out. */
        boolean checksOutElsewhere() {
            return steps.stream()
                    .filter(step -> step.action().equals("actions/checkout"))
                    .anyMatch(step -> step.with("path").isPresent()
                            || step.with("repository").isPresent());
        }
    }

    /**
     * One step.
     *
     * @param line of its {@code uses} or {@code run}
     * @param uses as written; empty without
     * @param run what the shell gets; empty without
     */
    record Step(int line, String uses, String run, Value value) {

        /** The action without its version. */
        String action() {
            return uses.contains("@") ? uses.substring(0, uses.indexOf('@')) : uses;
        }

        String version() {
            return uses.substring(uses.indexOf('@') + 1);
        }

        /** The major version; a commit says nothing. */
        Optional<Integer> major() {
            return uses.matches(".*@v?\\d{1,3}(\\.\\d+)*")
                    ? Optional.of(
                            Integer.valueOf(version().replaceFirst("^v", "").replaceFirst("\\..*", "")))
                    : Optional.empty();
        }

        Optional<Entry> withEntry(String name) {
            return value.get("with").flatMap(with -> with.entry(name));
        }

        /** An input that is no empty text. */
        Optional<String> with(String name) {
            return value.at("with", name).flatMap(Value::text).filter(text -> !text.isBlank());
        }
    }

    /** Whether the text holds nothing that is only known when the workflow runs. */
    static boolean isLiteral(String text) {
        return !text.contains("$") && !text.contains("~");
    }

    /** The condition of a job or a step; empty without. */
    static String condition(Value value) {
        return text(value, "if");
    }

    private static Workflows read(Repository repository) {
        Map<String, Workflow> actions = new TreeMap<>();
        repository
                .files(Language.YAML)
                .map(AnalysedFile::path)
                .filter(path -> Paths.name(path).matches("action\\.ya?ml"))
                .forEach(path -> parse(repository, path)
                        .filter(root -> root.at("runs", "steps").isPresent())
                        .ifPresent(root -> actions.put(Paths.folder(path), composite(path, root))));
        List<Workflow> files = repository
                .files(Language.YAML)
                .map(AnalysedFile::path)
                .filter(path -> Paths.folder(path).equals(".github/workflows"))
                .flatMap(path -> parse(repository, path).map(root -> workflow(path, root)).stream())
                .filter(workflow -> !workflow.written().isEmpty())
                .toList();
        return new Workflows(files, actions);
    }

    static Optional<Value> parse(Repository repository, String path) {
        return repository.text(path).flatMap(text -> Yaml.parse(text).root());
    }

    private static Workflow composite(String path, Value root) {
        Value runs = root.get("runs").orElse(root);
        List<Job> jobs = List.of(new Job("action", runs.line(), runs, steps(runs)));
        return new Workflow(path, root, jobs, jobs);
    }

    static Workflow workflow(String path, Value root) {
        List<Job> written = root.get("jobs").stream()
                .flatMap(jobs -> jobs.entries().stream())
                .filter(entry -> entry.value().isMapping())
                .map(entry -> new Job(entry.key(), entry.line(), entry.value(), steps(entry.value())))
                .toList();
        return new Workflow(path, root, written, running(written));
    }

    /** Without the jobs that are switched off, and without those that need one of them and are skipped with it. */
    private static List<Job> running(List<Job> written) {
        Set<String> off = new HashSet<>();
        boolean more = true;
        while (more) {
            more = off.addAll(written.stream()
                    .filter(job -> isOff(job.value()) || job.needs().stream().anyMatch(off::contains))
                    .map(Job::id)
                    .toList());
        }
        return written.stream().filter(job -> !off.contains(job.id())).toList();
    }

    /** Whether the condition of a job or a step never holds: it is {@code false}, or demands that besides other things. */
    private static boolean isOff(Value value) {
        String condition = condition(value).strip();
        Matcher expression = EXPRESSION.matcher(condition);
        String whole = expression.matches() ? expression.group(1) : condition;
        return !whole.contains("||")
                && !whole.contains("${{")
                && Arrays.stream(whole.split("&&", -1)).map(String::strip).anyMatch("false"::equals);
    }

    private static List<Step> steps(Value job) {
        return job.get("steps").stream()
                .flatMap(steps -> steps.items().stream())
                .filter(step -> !isOff(step))
                .flatMap(Workflows::step)
                .toList();
    }

    private static Stream<Step> step(Value value) {
        return Stream.of("uses", "run")
                .flatMap(key -> value.entry(key).stream())
                .findFirst()
                .map(entry -> new Step(entry.line(), text(value, "uses"), text(value, "run"), value))
                .stream();
    }

    private static String text(Value value, String key) {
        return value.get(key).flatMap(Value::text).orElse("");
    }
}
