package dev.upkeep.report.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.upkeep.events.Event;
import dev.upkeep.events.EventIds;
import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.RepositoryRef;
import dev.upkeep.events.RepositoryRemoved;
import dev.upkeep.report.Infrastructure;
import dev.upkeep.report.RunningAnalysis;
import dev.upkeep.report.SampleAnalysis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the events of the other services to the report that people read, over real Kafka, PostgreSQL and Redis. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ReportFlowIT {

    @Inject
    OtherServices others;

    @Test
    void aRequestIsInTheLedgerBeforeAnyAnalyserTakesItUp() {
        UUID id = EventIds.of("it", "requested");
        RepositoryRef repository = new RepositoryRef("requested", "acme/requested", "/srv/requested", "local", "main");
        others.say(new RepositoryChanged(
                id, repository, "HEAD", null, null, RepositoryChanged.Trigger.SCAN, null, SampleAnalysis.COMMITTED));

        others.awaitState(id, "REQUESTED");
        given().get("/api/v1/analyses/{id}/report", id).then().statusCode(404).body("status", equalTo(404));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void partsMakeTheSameReportInWhateverOrderTheyArrive(long seed) {
        RunningAnalysis analysis = analysis("order-" + seed, "a" + seed, 0);
        List<Event> shuffled = new ArrayList<>(analysis.events());
        Collections.shuffle(shuffled, new Random(seed));

        shuffled.forEach(others::say);

        others.awaitState(analysis.id(), "COMPLETED");
        given().get("/api/v1/repositories/{id}/report.json", analysis.repositoryId())
                .then()
                .statusCode(200)
                .body("analysis.id", equalTo(analysis.id().toString()))
                .body("findings.id", equalTo(List.of("f1", "f2", "f3", "f6", "f5", "f4")))
                .body("recommendations", hasSize(3));
    }

    @Test
    void theSchemaOfTheConfigurationIsServedAtItsAddress() {
        given().get("/schemas/upkeep.v1.json")
                .then()
                .statusCode(200)
                .contentType("application/schema+json")
                .body("title", equalTo(".upkeep.yaml"));
    }

    @Test
    void aRedeliveredEventChangesNothing() {
        RunningAnalysis analysis = analysis("redelivered", "abc", 0);
        others.complete(analysis);
        String before = report(analysis);

        analysis.events().forEach(others::say);
        RunningAnalysis last = analysis("redelivered", "later", 60);
        others.complete(last);
        assertThat(report(analysis)).isEqualTo(before);
        given().get("/api/v1/repositories/redelivered/analyses").then().body("items", hasSize(2));
    }

    @Test
    void anOlderCommitNeverReplacesANewerOneAndStaysReadable() {
        RunningAnalysis newer = analysis("twice", "newer", 60);
        RunningAnalysis older = analysis("twice", "older", 0);
        others.complete(newer);

        others.complete(older);

        given().get("/api/v1/repositories/twice/report").then().body("commit.sha", equalTo("newer"));
        given().get("/api/v1/analyses/{id}/report", older.id()).then().body("commit.sha", equalTo("older"));
    }

    @Test
    void theNextReportSaysWhatIsOpenSinceTheLast() {
        RunningAnalysis first = analysis("followed", "first", 0);
        RunningAnalysis second = analysis("followed", "second", 60);
        others.complete(first);
        awaitCurrent("followed", "first");

        others.complete(second);

        awaitCurrent("followed", "second");
        given().get("/api/v1/repositories/followed/report")
                .then()
                .body("baseline.commit", equalTo("first"))
                .body("findings[0].status", equalTo("open"))
                .body("findings[0].since", equalTo(SampleAnalysis.COMMITTED.toString()));
    }

    @Test
    void aReportComesInEveryFormatAndIsNotSentTwice() {
        RunningAnalysis analysis = analysis("formats", "abc", 0);
        others.complete(analysis);

        for (String suffix : List.of("json", "md", "html", "txt", "sarif", "csv", "gitlab.json")) {
            given().get("/api/v1/analyses/{id}/report.{suffix}", analysis.id(), suffix)
                    .then()
                    .statusCode(200);
        }
        given().accept("text/markdown")
                .get("/api/v1/repositories/formats/report")
                .then()
                .contentType("text/markdown;charset=UTF-8");
        String tag = given().get("/api/v1/repositories/formats/report").header("ETag");
        given().header("If-None-Match", tag)
                .get("/api/v1/repositories/formats/report")
                .then()
                .statusCode(304);
        given().get("/").then().statusCode(200).contentType("text/html;charset=UTF-8");
    }

    @Test
    void aRemovedRepositoryIsForgotten() {
        RunningAnalysis analysis = analysis("removed", "abc", 0);
        others.complete(analysis);

        RepositoryRef repository = new RepositoryRef("removed", "acme/removed", "/srv/removed", "local", "main");
        others.say(new RepositoryRemoved(EventIds.of("it", "removal"), repository, null, SampleAnalysis.COMMITTED));

        await().atMost(OtherServices.PATIENCE)
                .untilAsserted(() -> given().get("/api/v1/analyses/{id}", analysis.id())
                        .then()
                        .statusCode(404));
    }

    @ParameterizedTest
    @CsvSource({"repository, repository-changed", "analysis, analysis-started", "scoring, plan-scored"})
    void aMalformedRecordIsParked(String topic, String type) {
        String name = "upkeep." + topic;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", DeadLetters.kafka()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> broken =
                    new ProducerRecord<>(name, "{not json".getBytes(StandardCharsets.UTF_8));
            broken.headers().add("ce_id", new UUID(0, 7).toString().getBytes(StandardCharsets.UTF_8));
            broken.headers().add("ce_type", ("dev.upkeep." + type + ".v1").getBytes(StandardCharsets.UTF_8));
            assertThat(producer.send(broken)).succeedsWithin(OtherServices.PATIENCE);
        }

        assertThat(new DeadLetters(name + ".report-" + topic + ".dlq")
                        .awaitFirst(_ -> true)
                        .value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{not json");
    }

    private static RunningAnalysis analysis(String repository, String commit, int secondsLater) {
        return new RunningAnalysis(
                EventIds.of("it", repository, commit),
                repository,
                commit,
                SampleAnalysis.COMMITTED.plusSeconds(secondsLater),
                SampleAnalysis.COMMITTED.plusSeconds(600));
    }

    private static void awaitCurrent(String repository, String commit) {
        await().atMost(OtherServices.PATIENCE)
                .untilAsserted(() -> given().get("/api/v1/repositories/{id}/report", repository)
                        .then()
                        .statusCode(200)
                        .body("commit.sha", equalTo(commit)));
    }

    private static String report(RunningAnalysis analysis) {
        return given().get("/api/v1/analyses/{id}/report.json", analysis.id()).asString();
    }
}
