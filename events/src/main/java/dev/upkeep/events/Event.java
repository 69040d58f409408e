package dev.upkeep.events;

/**
 * A fact that crossed Kafka. Each topic is a sealed interface below this one; its records are the contract.
 *
 * <p>Within a major version only optional components may be added (`@Nullable`, or a collection that defaults to
 * empty); readers ignore what they do not know. Anything else is a new type with a new version in its
 * {@link EventType}.
 */
public sealed interface Event permits RepositoryEvent, AnalysisEvent, ScoringEvent, ReportEvent {

    /** The partition key: all facts of one repository stay in order. */
    String repositoryId();
}
