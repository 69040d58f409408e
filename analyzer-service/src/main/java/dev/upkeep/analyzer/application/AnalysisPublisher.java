package dev.upkeep.analyzer.application;

import dev.upkeep.analyzer.domain.Refusal;
import dev.upkeep.events.AnalysisEvent;
import dev.upkeep.events.AnalysisProgressed;
import dev.upkeep.events.AnalysisRefused;
import dev.upkeep.events.AnalysisStarted;
import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.Topic;
import dev.upkeep.platform.messaging.EventPublisher;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Says what happens to one analysis. Facts wait for the broker; progress does not. */
final class AnalysisPublisher {

    private static final Logger LOG = Logger.getLogger(AnalysisPublisher.class);

    private final EventPublisher events;
    private final RepositoryChanged change;
    private final Optional<String> traceId;

    AnalysisPublisher(EventPublisher events, RepositoryChanged change, Optional<String> traceId) {
        this.events = events;
        this.change = change;
        this.traceId = traceId;
    }

    void started(Instant at) {
        LOG.infof("Analysing %s of %s", change.ref(), change.repository().name());
        say(new AnalysisStarted(change.changeId(), change.repository(), change.ref(), at, traceId.orElse(null)));
    }

    void refused(Refusal refusal, Instant at) {
        LOG.infof("%s of %s refused: %s", change.ref(), change.repository().name(), refusal.detail());
        say(new AnalysisRefused(
                change.changeId(),
                change.repository(),
                change.ref(),
                refusal.reason(),
                refusal.detail(),
                at,
                traceId.orElse(null)));
    }

    /** Returns when the broker has the fact. */
    void say(AnalysisEvent fact) {
        events.publish(Topic.ANALYSIS, fact).await().indefinitely();
    }

    /** Lossy: a display may miss a step, the analysis must not wait for it. */
    void mention(AnalysisProgressed progress) {
        events.publish(Topic.ANALYSIS, progress)
                .subscribe()
                .with(_ -> {}, failure -> LOG.debugf("Progress was not published: %s", failure.getMessage()));
    }
}
