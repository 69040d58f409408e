package dev.upkeep.report.inbound;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.upkeep.events.AnalysisEvent;
import dev.upkeep.events.Event;
import dev.upkeep.events.ReportEvent;
import dev.upkeep.events.RepositoryEvent;
import dev.upkeep.events.ScoringEvent;
import dev.upkeep.events.Topic;
import dev.upkeep.platform.messaging.EventPublisher;
import dev.upkeep.report.RunningAnalysis;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** What the services around this one say, and how long a test waits until this one has taken it in. */
@ApplicationScoped
class OtherServices {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventPublisher publisher;

    OtherServices(EventPublisher publisher) {
        this.publisher = publisher;
    }

    void say(Event event) {
        Topic topic = switch (event) {
            case RepositoryEvent _ -> Topic.REPOSITORY;
            case AnalysisEvent _ -> Topic.ANALYSIS;
            case ScoringEvent _ -> Topic.SCORING;
            case ReportEvent _ -> Topic.REPORT;
        };
        publisher.publish(topic, event).await().atMost(PATIENCE);
    }

    /** All of an analysis, and its report is there. */
    void complete(RunningAnalysis analysis) {
        analysis.events().forEach(this::say);
        awaitState(analysis.id(), "COMPLETED");
    }

    void awaitState(UUID analysisId, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/api/v1/analyses/{id}", analysisId)
                        .then()
                        .statusCode(200)
                        .body("state", equalTo(state)));
    }
}
