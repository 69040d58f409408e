package dev.upkeep.report.outbound;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.Event;
import dev.upkeep.events.EventCodec;
import dev.upkeep.events.EventType;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.events.FindingsScored;
import dev.upkeep.events.MalformedEventException;
import dev.upkeep.events.PlanScored;
import dev.upkeep.report.application.PartStore;
import dev.upkeep.report.application.Workbench;
import dev.upkeep.report.domain.AnalysisParts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** Parts as they travelled, in a table. */
@ApplicationScoped
class PostgresPartStore implements PartStore {

    private final Mutiny.SessionFactory sessions;
    private final Workbench workbench;
    private final EventCodec codec = new EventCodec();

    PostgresPartStore(Mutiny.SessionFactory sessions, Workbench workbench) {
        this.sessions = sessions;
        this.workbench = workbench;
    }

    @Override
    public Uni<Void> keep(UUID eventId, UUID analysisId, Event part) {
        PartRow row = new PartRow();
        row.eventId = eventId;
        row.analysisId = analysisId;
        row.type = EventType.of(part).typeName();
        row.payload = codec.encode(part);
        return sessions.withSession(session -> session.persist(row).chain(session::flush));
    }

    @Override
    public Uni<AnalysisParts> all(UUID analysisId) {
        return sessions.withSession(session -> session.createSelectionQuery(
                                "from PartRow where analysisId = :analysis", PartRow.class)
                        .setParameter("analysis", analysisId)
                        .setReadOnly(true)
                        .getResultList())
                .chain(rows -> workbench.compute(() -> join(rows)));
    }

    @Override
    public Uni<Void> drop(UUID analysisId) {
        return sessions.withSession(
                        session -> session.createMutationQuery("delete from PartRow where analysisId = :analysis")
                                .setParameter("analysis", analysisId)
                                .executeUpdate())
                .replaceWithVoid();
    }

    private AnalysisParts join(List<PartRow> rows) {
        List<Event> events = rows.stream().map(this::decode).toList();
        return new AnalysisParts(
                only(events, AnalysisCompleted.class),
                all(events, FindingsReported.class, FindingsReported::part),
                only(events, PlanScored.class),
                all(events, FindingsScored.class, FindingsScored::part));
    }

    private Event decode(PartRow row) {
        EventType type = EventType.named(row.type)
                .orElseThrow(() -> new IllegalStateException("a kept part is of no known type: " + row.type));
        try {
            return codec.decode(type, row.payload);
        } catch (MalformedEventException e) {
            throw new IllegalStateException("a part that was kept does not parse", e);
        }
    }

    private static <E extends Event> E only(List<Event> events, Class<E> kind) {
        return events.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a complete analysis lacks " + kind.getSimpleName()));
    }

    private static <E extends Event> List<E> all(List<Event> events, Class<E> kind, ToIntFunction<E> part) {
        return events.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .sorted(Comparator.comparingInt(part))
                .toList();
    }
}
