package dev.upkeep.report.inbound;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.upkeep.events.Event;
import dev.upkeep.events.EventIds;
import dev.upkeep.events.ScoringEvent;
import dev.upkeep.events.Topic;
import dev.upkeep.platform.messaging.EventPublisher;
import dev.upkeep.report.Infrastructure;
import dev.upkeep.report.RunningAnalysis;
import dev.upkeep.report.SampleAnalysis;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A Redis that is down costs speed, never an answer. */
@QuarkusTest
@WithTestResource(
        value = Infrastructure.class,
        scope = TestResourceScope.RESTRICTED_TO_CLASS,
        initArgs = @ResourceArg(name = "quarkus.redis.hosts", value = "redis://127.0.0.1:1"))
class RedisDownIT {

    @Inject
    EventPublisher publisher;

    @Test
    void reportsAreReadWithoutRedis() {
        RunningAnalysis analysis = new RunningAnalysis(
                EventIds.of("it", "redis-down"),
                "redis-down",
                "abc",
                SampleAnalysis.COMMITTED,
                SampleAnalysis.COMMITTED);
        for (Event event : analysis.events()) {
            publisher
                    .publish(event instanceof ScoringEvent ? Topic.SCORING : Topic.ANALYSIS, event)
                    .await()
                    .atMost(Duration.ofSeconds(30));
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/api/v1/repositories/redis-down/report")
                        .then()
                        .statusCode(200)
                        .body("commit.sha", equalTo("abc")));
        given().get("/q/health/ready").then().statusCode(200);
    }
}
