package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.Workflows.Job;
import dev.upkeep.engine.detect.ci.Workflows.Workflow;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds jobs that wait for a machine that GitHub no longer has. Evidence: the label, in the job or in its matrix. */
final class RetiredRunner implements RepositoryDetector {

    private static final String RULE = "ci/retired-runner";
    private static final Map<String, String> RETIRED = Map.of(
            "ubuntu-16.04", "2021",
            "ubuntu-18.04", "April 2023",
            "ubuntu-20.04", "April 2025",
            "windows-2016", "2022",
            "windows-2019", "June 2025",
            "macos-10.15", "2022",
            "macos-11", "June 2024",
            "macos-12", "December 2024");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (Workflow workflow : repository.model(Workflows.MODEL).files()) {
            for (Job job : workflow.jobs()) {
                labels(job).forEach(label -> {
                    String text = label.text().orElse("");
                    String since = RETIRED.get(text);
                    if (since != null) {
                        sink.report(Draft.of(RULE, Location.line(workflow.path(), label.line()))
                                .scope(job.id())
                                .with("label", text)
                                .with("since", since)
                                .with("job", job.id())
                                .with("urgent", true));
                    }
                });
            }
        }
    }

    /** The labels of a job; where its matrix decides, all values of that matrix. */
    private static Stream<Value> labels(Job job) {
        Stream<Value> runsOn = job.value().get("runs-on").stream()
                .flatMap(value -> Stream.concat(Stream.of(value), value.items().stream()));
        boolean byMatrix = job.value().get("runs-on").toString().contains("matrix.");
        return byMatrix
                ? job.value().at("strategy", "matrix").stream().flatMap(RetiredRunner::scalars)
                : runsOn.filter(value -> !value.toString().contains("self-hosted"));
    }

    private static Stream<Value> scalars(Value value) {
        return Stream.of(
                        Stream.of(value),
                        value.items().stream().flatMap(RetiredRunner::scalars),
                        value.entries().stream().flatMap(entry -> scalars(entry.value())))
                .flatMap(each -> each)
                .filter(each -> each.text().isPresent());
    }
}
