package dev.upkeep.report.inbound;

import dev.upkeep.report.application.RunLedger;
import dev.upkeep.report.application.Transactions;
import dev.upkeep.report.domain.Run;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What happens, as it happens: {@code run} for every change of a run, {@code report} for every report made. */
@Path("/api/v1/events")
public class EventResource {

    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final int AT_ONCE = 200;

    private final Transactions transactions;
    private final RunLedger ledger;
    private final ReportConsumer reports;
    private final Clock clock;

    EventResource(Transactions transactions, RunLedger ledger, ReportConsumer reports, Clock clock) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.reports = reports;
        this.clock = clock;
    }

    /** Server-sent events from now on, of all repositories or of one. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(@QueryParam("repository") @Nullable String repository, @Context Sse sse) {
        AtomicReference<Instant> seen = new AtomicReference<>(clock.instant());
        Multi<OutboundSseEvent> runs = Multi.createFrom()
                .ticks()
                .every(PERIOD)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> changed(seen))
                .onItem()
                .transformToIterable(changed -> changed)
                .filter(run -> repository == null || repository.equals(run.repositoryId()))
                .map(run -> event(sse, "run", RunView.of(run)));
        Multi<OutboundSseEvent> made = reports.materialised()
                .filter(report -> repository == null || repository.equals(report.repositoryId()))
                .map(report -> event(sse, "report", report));
        return Multi.createBy().merging().streams(runs, made);
    }

    private Uni<List<Run>> changed(AtomicReference<Instant> seen) {
        return transactions
                .inOne(() -> ledger.changedSince(seen.get(), AT_ONCE))
                .invoke(runs -> runs.stream().reduce((_, last) -> last).ifPresent(last -> seen.set(last.updatedAt())));
    }

    private static OutboundSseEvent event(Sse sse, String name, Object data) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data)
                .build();
    }
}
