package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.Pipelines;
import dev.upkeep.engine.detect.ci.Pipelines.Image;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.Set;

/**
 * Finds jobs of CI that run in, or beside, whatever image is newest. Evidence: its name as written; images that the
 * repository builds or publishes itself are left out, for their newest is what is to be tried.
 */
final class MovingJobImage implements RepositoryDetector {

    private static final double LIKELY = 0.85;

    @Override
    public Set<String> rules() {
        return Set.of(MovingBase.RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        LocalImages local = repository.model(LocalImages.MODEL);
        repository
                .model(Pipelines.MODEL)
                .images()
                .filter(image -> new ImageName(image.name()).moves())
                .filter(image -> !local.isOurs(new ImageName(image.name())))
                .forEach(image -> sink.report(draft(image)));
    }

    private static Draft draft(Image image) {
        return Draft.of(MovingBase.RULE, Location.line(image.path(), image.line()))
                .scope(image.name())
                .with("image", image.name())
                .severity(image.service() ? Severity.LOW : Severity.MEDIUM)
                .confidence(LIKELY);
    }
}
