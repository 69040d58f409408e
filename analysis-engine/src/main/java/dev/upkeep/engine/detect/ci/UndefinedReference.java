package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.WorkflowReferences.Kind;
import dev.upkeep.engine.detect.ci.WorkflowReferences.Reference;
import dev.upkeep.engine.detect.ci.Workflows.Job;
import dev.upkeep.engine.detect.ci.Workflows.Step;
import dev.upkeep.engine.detect.ci.Workflows.Workflow;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what a GitHub workflow refers to and does not define: jobs that are needed, steps and their outputs, keys of a
 * matrix, inputs. Evidence: the workflow alone, whose whole definition is in one file. Nothing is said where a matrix is
 * computed, or where outputs come from a workflow that is not in the repository.
 */
final class UndefinedReference implements RepositoryDetector {

    private static final String RULE = "ci/undefined-reference";
    private static final Set<Kind> OF_JOBS = EnumSet.of(Kind.MATRIX, Kind.NEEDS, Kind.STEPS, Kind.INPUTS);
    private static final Set<String> OF_STEPS = Set.of("outputs", "outcome", "conclusion");
    private static final Set<String> OF_NEEDS = Set.of("outputs", "result");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        Workflows workflows = repository.model(Workflows.MODEL);
        for (Workflow workflow : workflows.files()) {
            List<String> lines = lines(repository, workflow);
            Set<String> inputs = inputsOf(workflow);
            new Look(workflows, workflow, around(workflow), inputs, lines)
                    .report(EnumSet.of(Kind.INPUTS, Kind.JOBS), sink);
            for (Job job : workflow.written()) {
                new Look(workflows, workflow, job, inputs, lines).report(OF_JOBS, sink);
            }
        }
        for (Workflow action : workflows.actions().values()) {
            Set<String> inputs = keys(action.root().get("inputs"));
            for (Job job : action.jobs()) {
                // The matrix and all else is that of whoever calls it.
                new Look(workflows, action, job, inputs, lines(repository, action))
                        .report(EnumSet.of(Kind.STEPS, Kind.INPUTS), sink);
            }
        }
    }

    /** What stands outside of the jobs, as if it were one. */
    private static Job around(Workflow workflow) {
        List<Entry> entries = workflow.root().entries().stream()
                .filter(entry -> !entry.key().equals("jobs"))
                .toList();
        return new Job(
                "", workflow.root().line(), new Value.Mapping(workflow.root().line(), entries), List.of());
    }

    private static List<String> lines(Repository repository, Workflow workflow) {
        return repository.text(workflow.path()).stream().flatMap(String::lines).toList();
    }

    private static Set<String> inputsOf(Workflow workflow) {
        Set<String> inputs = new HashSet<>(keys(workflow.root().at("on", "workflow_call", "inputs")));
        inputs.addAll(keys(workflow.root().at("on", "workflow_dispatch", "inputs")));
        return inputs;
    }

    /** The names of a mapping in small letters. */
    private static Set<String> keys(Optional<Value> mapping) {
        return mapping.stream()
                .flatMap(value -> value.entries().stream())
                .map(entry -> plain(entry.key()))
                .collect(Collectors.toSet());
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * One job under the eye of the rule.
     *
     * @param inputs of the workflow, in small letters
     * @param lines of the file
     */
    private record Look(Workflows workflows, Workflow workflow, Job job, Set<String> inputs, List<String> lines) {

        /** @param kinds of the contexts that there are in this place */
        void report(Set<Kind> kinds, FindingSink sink) {
            needed().filter(need -> job(need).isEmpty()).forEach(need -> sink.report(neededDraft(need)));
            job.steps().stream().filter(Look::isWorkflow).forEach(step -> sink.report(draft(step)));
            Set<String> told = new TreeSet<>();
            WorkflowReferences.in(job.value())
                    .filter(reference -> kinds.contains(reference.kind()) && told.add(reference.written()))
                    .forEach(reference -> why(reference).ifPresent(why -> sink.report(draft(reference, why))));
        }

        private Stream<String> needed() {
            return job.value().get("needs").stream().flatMap(needs -> needs.strings().stream());
        }

        private Optional<Job> job(String id) {
            return workflow.written().stream()
                    .filter(each -> plain(each.id()).equals(plain(id)))
                    .findFirst();
        }

        private static boolean isWorkflow(Step step) {
            return step.uses().matches("[^$]*\\.github/workflows/[^$@]+\\.ya?ml(@.*)?");
        }

        /** Why the reference never has a value; empty where it may have one. */
        private Optional<String> why(Reference reference) {
            return switch (reference.kind()) {
                case MATRIX ->
                    matrix().filter(keys -> !keys.contains(plain(reference.name())))
                            .map(keys -> "the matrix of job `%s` has no `%s`".formatted(job.id(), reference.name()));
                case STEPS -> step(reference);
                case NEEDS -> need(reference);
                case JOBS -> ofJob(reference);
                case INPUTS ->
                    inputs.contains(plain(reference.name()))
                            ? Optional.empty()
                            : Optional.of("there is no input `%s`".formatted(reference.name()));
            };
        }

        /** The keys of the matrix; none without one, empty where they are computed. */
        private Optional<Set<String>> matrix() {
            Optional<Value> matrix = job.value().at("strategy", "matrix");
            if (matrix.isEmpty()) {
                return job.value()
                                .get("strategy")
                                .filter(value -> !value.isMapping())
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of(Set.of());
            }
            List<Value> included = matrix.get().get("include").map(Value::items).orElse(List.of());
            boolean computed = !matrix.get().isMapping()
                    || included.stream().anyMatch(each -> !each.isMapping())
                    || matrix.get().get("include").flatMap(Value::text).isPresent();
            if (computed) {
                return Optional.empty();
            }
            Set<String> keys = new HashSet<>(keys(matrix));
            included.forEach(each -> keys.addAll(keys(Optional.of(each))));
            return Optional.of(keys);
        }

        private Optional<String> step(Reference reference) {
            boolean known = job.value().get("steps").stream()
                    .flatMap(steps -> steps.items().stream())
                    .flatMap(step -> step.get("id").flatMap(Value::text).stream())
                    .anyMatch(id -> plain(id).equals(plain(reference.name())));
            if (!known) {
                return Optional.of("job `%s` has no step with the id `%s`".formatted(job.id(), reference.name()));
            }
            return noProperty(reference, OF_STEPS, "step");
        }

        private Optional<String> need(Reference reference) {
            boolean listed = needed().anyMatch(need -> plain(need).equals(plain(reference.name())));
            if (!listed) {
                return Optional.of("job `%s` does not need `%s`".formatted(job.id(), reference.name()));
            }
            return ofJob(reference);
        }

        private Optional<String> ofJob(Reference reference) {
            Optional<String> no = noProperty(reference, OF_NEEDS, "job");
            String output = reference.output();
            return no.isPresent() || output == null
                    ? no
                    : job(reference.name())
                            .flatMap(this::outputs)
                            .filter(outputs -> !outputs.contains(plain(output)))
                            .map(outputs -> "job `%s` has no output `%s`".formatted(reference.name(), output));
        }

        /** The outputs of a job; empty where it calls a workflow that is not at hand. */
        private Optional<Set<String>> outputs(Job other) {
            Optional<String> called = other.value().get("uses").flatMap(Value::text);
            return called.isEmpty()
                    ? Optional.of(keys(other.value().get("outputs")))
                    : workflows.files().stream()
                            .filter(each -> called.get().equals("./" + each.path()))
                            .findFirst()
                            .map(each -> keys(each.root().at("on", "workflow_call", "outputs")));
        }

        private static Optional<String> noProperty(Reference reference, Set<String> properties, String of) {
            return reference.property() == null || properties.contains(plain(reference.property()))
                    ? Optional.empty()
                    : Optional.of("a %s has no `%s`".formatted(of, reference.property()));
        }

        private Draft neededDraft(String need) {
            int line = job.value().entry("needs").map(Entry::line).orElse(job.line());
            return Draft.of(RULE, at(line, need))
                    .scope(job.id() + " " + need)
                    .with("job", job.id())
                    .with("name", need)
                    .severity(Severity.HIGH)
                    .message("Job `{job}` needs `{name}`, which this workflow does not have: GitHub runs none of it");
        }

        private Draft draft(Step step) {
            return Draft.of(RULE, Location.line(workflow.path(), step.line()))
                    .scope(job.id() + " " + step.uses())
                    .with("job", job.id())
                    .with("name", step.uses())
                    .severity(Severity.HIGH)
                    .message("A step of job `{job}` uses the workflow `{name}`, which only a job can do: it fails");
        }

        private Draft draft(Reference reference, String why) {
            return Draft.of(RULE, at(reference.line(), reference.written()))
                    .scope(job.id() + " " + reference.written())
                    .with("reference", reference.written())
                    .with("job", job.id())
                    .with("why", why);
        }

        /** The first line from there on that holds the words. */
        private Location at(int line, String words) {
            for (int at = line; at <= lines.size(); at++) {
                if (lines.get(at - 1).contains(words)) {
                    return Location.line(workflow.path(), at);
                }
            }
            return Location.line(workflow.path(), line);
        }
    }
}
