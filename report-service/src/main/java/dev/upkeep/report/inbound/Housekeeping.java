package dev.upkeep.report.inbound;

import dev.upkeep.report.application.AnnounceWaitingReports;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Announces what a former life left unannounced, at the start and every half minute. */
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final AnnounceWaitingReports waiting;

    Housekeeping(Vertx vertx, AnnounceWaitingReports waiting) {
        this.vertx = vertx;
        this.waiting = waiting;
    }

    void start(@Observes StartupEvent event) {
        announce(Duration.ZERO);
        vertx.setPeriodic(PERIOD.toMillis(), _ -> announce(PERIOD));
    }

    private void announce(Duration age) {
        Context context = Objects.requireNonNull(
                VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()), "every context has duplicates");
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(_ -> waiting.announce(age)
                .subscribe()
                .with(
                        _ -> LOG.trace("nothing waits to be announced"),
                        failure -> LOG.warnf("Reports wait to be announced: %s", failure.getMessage())));
    }
}
