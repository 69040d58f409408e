package dev.upkeep.report.inbound;

import dev.upkeep.platform.telemetry.Tracing;
import dev.upkeep.report.application.AnnounceWaitingReports;
import dev.upkeep.report.application.EndIncompleteRuns;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Announces what a former life left unannounced and ends what never completes, at the start and every half minute. */
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final AnnounceWaitingReports waiting;
    private final EndIncompleteRuns incomplete;

    Housekeeping(Vertx vertx, AnnounceWaitingReports waiting, EndIncompleteRuns incomplete) {
        this.vertx = vertx;
        this.waiting = waiting;
        this.incomplete = incomplete;
    }

    void start(@Observes StartupEvent event) {
        keepHouse(Duration.ZERO);
        vertx.setPeriodic(PERIOD.toMillis(), _ -> keepHouse(PERIOD));
    }

    private void keepHouse(Duration age) {
        work("Reports wait to be announced", () -> waiting.announce(age));
        work("Runs that never complete wait to be ended", incomplete::end);
    }

    private void work(String undone, Supplier<Uni<? extends Void>> work) {
        Context context = Objects.requireNonNull(
                VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()), "every context has duplicates");
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(_ -> Tracing.untraced(work)
                .subscribe()
                .with(_ -> LOG.trace("done"), failure -> LOG.warnf("%s: %s", undone, failure.getMessage())));
    }
}
