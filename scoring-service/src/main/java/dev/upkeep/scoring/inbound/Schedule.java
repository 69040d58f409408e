package dev.upkeep.scoring.inbound;

import dev.upkeep.platform.failure.TransientFailure;
import dev.upkeep.platform.telemetry.Tracing;
import dev.upkeep.scoring.application.RelayOutbox;
import dev.upkeep.scoring.application.TidyUp;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What happens by the clock. */
@ApplicationScoped
class Schedule {

    private static final Logger LOG = Logger.getLogger(Schedule.class);

    private final RelayOutbox relay;
    private final TidyUp tidyUp;

    Schedule(RelayOutbox relay, TidyUp tidyUp) {
        this.relay = relay;
        this.tidyUp = tidyUp;
    }

    /** Normally finds nothing: what a transaction left is published right after its commit. */
    @Scheduled(every = "${upkeep.scoring.relay-every:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> relay() {
        return quietly("Relaying the outbox", relay::relay);
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tidyUp() {
        return quietly("Tidying up", tidyUp::tidyUp);
    }

    /** What may be gone at the next tick is no error, and a look into an empty outbox no trace. */
    private static Uni<Void> quietly(String what, Supplier<Uni<? extends Void>> work) {
        return Tracing.untraced(work)
                .onFailure(TransientFailure.class)
                .invoke(failure -> LOG.warnf("%s failed for now: %s", what, failure.getMessage()))
                .onFailure(TransientFailure.class)
                .recoverWithNull();
    }
}
