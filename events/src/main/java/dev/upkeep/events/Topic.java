package dev.upkeep.events;

/** The topics, equal to {@code deploy/topics.yaml} (a test holds them together). */
public enum Topic {
    REPOSITORY("upkeep.repository", RepositoryEvent.class),
    REPOSITORY_BACKFILL("upkeep.repository.backfill", RepositoryEvent.class),
    ANALYSIS("upkeep.analysis", AnalysisEvent.class),
    SCORING("upkeep.scoring", ScoringEvent.class),
    REPORT("upkeep.report", ReportEvent.class);

    private final String topicName;
    private final Class<? extends Event> eventClass;

    Topic(String topicName, Class<? extends Event> eventClass) {
        this.topicName = topicName;
        this.eventClass = eventClass;
    }

    /** The name on the broker. */
    public String topicName() {
        return topicName;
    }

    /** The sealed interface whose records travel on it. */
    public Class<? extends Event> eventClass() {
        return eventClass;
    }

    /** The dead-letter topic of one consumer group on this topic: {@code <topic>.<group>.dlq}. */
    public String deadLetterTopicName(String consumerGroup) {
        return topicName + "." + consumerGroup + ".dlq";
    }
}
