package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.Pipelines.Image;
import dev.upkeep.engine.detect.ci.Pipelines.Pipeline;
import dev.upkeep.engine.detect.docker.ImageName;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.Set;

/** Finds jobs of CI that run in, or beside, whatever image is newest. Evidence: its name as written. */
final class MovingJobImage implements RepositoryDetector {

    private static final String RULE = "docker/latest-tag";
    private static final double LIKELY = 0.85;

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (Pipeline pipeline : repository.model(Pipelines.MODEL).files()) {
            for (Image image : pipeline.images()) {
                if (new ImageName(image.name()).moves()) {
                    sink.report(draft(pipeline, image));
                }
            }
        }
    }

    private static Draft draft(Pipeline pipeline, Image image) {
        return Draft.of(RULE, Location.line(pipeline.path(), image.line()))
                .scope(image.name())
                .with("image", image.name())
                .severity(image.service() ? Severity.LOW : Severity.MEDIUM)
                .confidence(LIKELY);
    }
}
