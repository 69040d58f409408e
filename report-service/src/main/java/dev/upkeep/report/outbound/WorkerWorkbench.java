package dev.upkeep.report.outbound;

import dev.upkeep.report.application.Workbench;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** The worker pool of the process. */
@ApplicationScoped
class WorkerWorkbench implements Workbench {

    @Override
    public <T> Uni<T> compute(Supplier<T> work) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(CallersContext.capture());
    }
}
