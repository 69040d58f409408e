package dev.upkeep.engine.detect.rust.async;

import dev.upkeep.engine.detect.FindingReview;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.cargo.CargoDependency;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.service.Services;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.source.Language;
import java.util.Set;

/**
 * A program for the command line does one thing after the other, and nobody else waits while it reads a file. Evidence: a
 * parser of arguments among the dependencies of the repository, and no framework of services in the program.
 */
public final class BlockingCallReview implements FindingReview {

    private static final Set<String> ARGUMENTS =
            Set.of("clap", "structopt", "argh", "bpaf", "pico-args", "lexopt", "gumdrop");

    @Override
    public Set<String> rules() {
        return Set.of(BlockingCallInAsync.RULE);
    }

    @Override
    public boolean stands(Draft draft, Repository repository) {
        boolean brief =
                BlockingCallInAsync.BRIEF.contains(String.valueOf(draft.data().get("kind")));
        return !brief
                || Services.holds(repository, draft.location().path(), Language.RUST)
                || repository.model(CargoWorkspace.MODEL).packages().stream()
                        .flatMap(each -> CargoDependency.of(each.document()).stream())
                        .noneMatch(each -> ARGUMENTS.contains(each.packageName()));
    }
}
