package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.ShellWalk.Call;
import dev.upkeep.engine.detect.npm.TurboTasks;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds calls of CI and of makefiles that start a task which the settings of Turborepo do not have. */
final class TurboCalls implements RepositoryDetector {

    @Override
    public Set<String> rules() {
        return Set.of(TurboTasks.RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        TurboTasks turbo = repository.model(TurboTasks.MODEL);
        if (turbo.roots().isEmpty()) {
            return;
        }
        for (PlacedCall placed : repository.model(PlacedCall.MODEL)) {
            Location at = placed.location();
            missing(turbo, placed.call(), at, "The job", placed.job().id())
                    .map(draft ->
                            placed.isUrgent() ? draft.severity(Severity.HIGH).with("urgent", true) : draft)
                    .ifPresent(sink::report);
        }
        MakefileCalls.of(repository)
                .forEach(made -> missing(
                                turbo,
                                made.call(),
                                Location.line(made.path(), made.line()),
                                "The target",
                                made.target())
                        .ifPresent(sink::report));
    }

    private static Optional<Draft> missing(TurboTasks turbo, Call call, Location at, String kind, String name) {
        return call.guarded()
                ? Optional.empty()
                : call.folder()
                        .flatMap(turbo::of)
                        .flatMap(settings -> settings.missing(Stream.of(call.words()), at, kind, name));
    }
}
