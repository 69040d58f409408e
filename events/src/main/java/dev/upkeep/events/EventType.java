package dev.upkeep.events;

import java.util.Arrays;
import java.util.Optional;

/** The {@code ce_type} of each record; the major version is in the name and is never re-used. */
public enum EventType {
    REPOSITORY_CHANGED("dev.upkeep.repository-changed.v1", RepositoryChanged.class),
    REPOSITORY_REMOVED("dev.upkeep.repository-removed.v1", RepositoryRemoved.class),
    ANALYSIS_STARTED("dev.upkeep.analysis-started.v1", AnalysisStarted.class),
    ANALYSIS_PROGRESSED("dev.upkeep.analysis-progressed.v1", AnalysisProgressed.class),
    FINDINGS_REPORTED("dev.upkeep.findings-reported.v1", FindingsReported.class),
    ANALYSIS_COMPLETED("dev.upkeep.analysis-completed.v1", AnalysisCompleted.class),
    ANALYSIS_REFUSED("dev.upkeep.analysis-refused.v1", AnalysisRefused.class),
    FINDINGS_SCORED("dev.upkeep.findings-scored.v1", FindingsScored.class),
    PLAN_SCORED("dev.upkeep.plan-scored.v1", PlanScored.class),
    REPORT_MATERIALISED("dev.upkeep.report-materialised.v1", ReportMaterialised.class);

    private final String typeName;
    private final Class<? extends Event> eventClass;

    EventType(String typeName, Class<? extends Event> eventClass) {
        this.typeName = typeName;
        this.eventClass = eventClass;
    }

    /** The value of the {@code ce_type} header. */
    public String typeName() {
        return typeName;
    }

    /** The record that the value is read into. */
    public Class<? extends Event> eventClass() {
        return eventClass;
    }

    /** The type of that name; empty for one that a newer producer sent. */
    public static Optional<EventType> named(String typeName) {
        return Arrays.stream(values())
                .filter(type -> type.typeName.equals(typeName))
                .findFirst();
    }

    /** The type of this event. */
    public static EventType of(Event event) {
        return Arrays.stream(values())
                .filter(type -> type.eventClass.isInstance(event))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no event type for " + event.getClass()));
    }
}
