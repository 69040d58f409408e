package dev.upkeep.analyzer.application;

import dev.upkeep.analyzer.domain.Refusal;
import dev.upkeep.events.AnalysisRefused.Reason;
import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.RepositoryChanged.Trigger;
import dev.upkeep.platform.failure.TransientFailure;
import dev.upkeep.platform.messaging.EventPublisher;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Decides when a change is analysed: one analysis per repository at a time, a few per lane, first come first served.
 * Where a newer push of the same ref arrives while an older one still waits, the older is refused as superseded;
 * somebody who asked for a scan always gets an answer of their own. Thread-safe.
 */
public final class AnalysisQueue {

    private final AnalyzeRepository useCase;
    private final EventPublisher events;
    private final Clock clock;
    private final Executor threads;
    private final Map<Lane, Integer> free;
    private final List<Ticket> waiting = new ArrayList<>();
    private final Set<String> busy = new HashSet<>();

    /**
     * @param threads where analyses run; they block
     * @param inFlight how many of each lane at a time
     */
    public AnalysisQueue(
            AnalyzeRepository useCase,
            EventPublisher events,
            Clock clock,
            Executor threads,
            Map<Lane, Integer> inFlight) {
        this.useCase = useCase;
        this.events = events;
        this.clock = clock;
        this.threads = threads;
        this.free = new EnumMap<>(inFlight);
    }

    /** Where a change came from: a sweep never delays a push. */
    public enum Lane {
        PUSH,
        BACKFILL
    }

    private record Ticket(RepositoryChanged change, Lane lane, Stages stages, UniEmitter<? super Void> emitter) {

        boolean isReplacedBy(RepositoryChanged newer) {
            return change.trigger() != Trigger.SCAN
                    && newer.trigger() != Trigger.SCAN
                    && change.repositoryId().equals(newer.repositoryId())
                    && change.ref().equals(newer.ref())
                    && !change.changeId().equals(newer.changeId())
                    && !newer.occurredAt().isBefore(change.occurredAt());
        }
    }

    /** Completes when the broker has the last event of the analysis, whichever it is. */
    public Uni<Void> submit(RepositoryChanged change, Lane lane, Stages stages) {
        return Uni.createFrom().emitter(emitter -> enqueue(new Ticket(change, lane, stages, emitter)));
    }

    private void enqueue(Ticket ticket) {
        List<Ticket> superseded = new ArrayList<>();
        synchronized (waiting) {
            Iterator<Ticket> others = waiting.iterator();
            while (others.hasNext()) {
                Ticket other = others.next();
                if (other.isReplacedBy(ticket.change())) {
                    others.remove();
                    superseded.add(other);
                }
            }
            waiting.add(ticket);
        }
        superseded.forEach(old ->
                threads.execute(() -> settle(old, () -> refuse(old, "supersede", superseded(ticket.change())))));
        dispatch();
    }

    private void dispatch() {
        for (Optional<Ticket> next = next(); next.isPresent(); next = next()) {
            Ticket ticket = next.get();
            threads.execute(() -> run(ticket));
        }
    }

    private Optional<Ticket> next() {
        synchronized (waiting) {
            Optional<Ticket> next = waiting.stream()
                    .filter(ticket -> free.getOrDefault(ticket.lane(), 0) > 0)
                    .filter(ticket -> !busy.contains(ticket.change().repositoryId()))
                    .findFirst();
            next.ifPresent(ticket -> {
                waiting.remove(ticket);
                busy.add(ticket.change().repositoryId());
                free.merge(ticket.lane(), -1, Integer::sum);
            });
            return next;
        }
    }

    private void run(Ticket ticket) {
        try {
            settle(ticket, () -> analyse(ticket));
        } finally {
            synchronized (waiting) {
                busy.remove(ticket.change().repositoryId());
                free.merge(ticket.lane(), 1, Integer::sum);
            }
            dispatch();
        }
    }

    private void analyse(Ticket ticket) {
        ticket.stages().stage("analyse", () -> {
            useCase.analyze(ticket.change(), ticket.stages());
            return ticket;
        });
    }

    private void refuse(Ticket ticket, String stage, Refusal refusal) {
        ticket.stages().stage(stage, () -> {
            new AnalysisPublisher(events, ticket.change(), ticket.stages().traceId()).refused(refusal, clock.instant());
            return ticket;
        });
    }

    private static Refusal superseded(RepositoryChanged newer) {
        return new Refusal(
                Reason.SUPERSEDED,
                "A newer push to " + newer.ref() + " arrived before this one was read; its analysis is "
                        + newer.changeId() + ". There is nothing to do.");
    }

    /** The failure goes to whoever waits for the ticket, which decides between trying again and parking. */
    private void settle(Ticket ticket, Runnable work) {
        Uni.createFrom()
                .<Void>item(() -> {
                    work.run();
                    return null;
                })
                .onFailure(AnalysisQueue::isDefect)
                .call(failure -> broken(ticket, failure))
                .subscribe()
                .with(_ -> ticket.emitter().complete(null), ticket.emitter()::fail);
    }

    private static boolean isDefect(Throwable failure) {
        return !(failure instanceof TransientFailure);
    }

    /** A defect is parked; whoever waits for the analysis is told all the same. */
    private Uni<Void> broken(Ticket ticket, Throwable failure) {
        return Uni.createFrom().voidItem().invoke(() -> refuse(ticket, "fail", defect(failure)));
    }

    private static Refusal defect(Throwable failure) {
        return new Refusal(
                Reason.INTERNAL_ERROR,
                "The analyser failed (" + failure.getClass().getSimpleName()
                        + "). This is a defect of Upkeep: please report it with the trace id.");
    }
}
