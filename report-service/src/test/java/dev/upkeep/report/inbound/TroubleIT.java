package dev.upkeep.report.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.upkeep.events.Event;
import dev.upkeep.events.EventIds;
import dev.upkeep.report.Database;
import dev.upkeep.report.Infrastructure;
import dev.upkeep.report.RunningAnalysis;
import dev.upkeep.report.SampleAnalysis;
import dev.upkeep.report.application.EndIncompleteRuns;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in the way of a report: a database that refuses or dies, parts that never arrive. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class TroubleIT {

    private static final DeadLetters DEAD_LETTERS = new DeadLetters("upkeep.analysis.report-analysis.dlq");
    private static final String WAITING = "FROM pg_stat_activity WHERE usename = 'report' AND wait_event_type = 'Lock'";

    private final Database database = Database.ofThisTest();

    @Inject
    OtherServices others;

    @Inject
    EndIncompleteRuns incomplete;

    @BeforeEach
    void everybodyMayConnect() throws SQLException {
        database.execute("ALTER ROLE report CONNECTION LIMIT -1");
    }

    @Test
    void aTransientFailureIsRetriedThenParkedAndCanBeSaidAgain() throws SQLException {
        RunningAnalysis analysis = analysis("no-connections");
        database.execute("ALTER ROLE report CONNECTION LIMIT 0");
        database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'report'");

        others.say(analysis.events().getFirst());

        ConsumerRecord<String, byte[]> parked =
                DEAD_LETTERS.awaitFirst(record -> analysis.repositoryId().equals(record.key()));
        assertThat(header(parked, "dead-letter-reason")).contains("The database is not available");
        everybodyMayConnect();
        others.complete(analysis);
    }

    @Test
    void aDeathBeforeTheCommitLosesNothingAndCountsNothingTwice() throws SQLException {
        RunningAnalysis analysis = analysis("dies");
        List<Event> events = analysis.events();
        others.say(events.getFirst());
        others.awaitState(analysis.id(), "RUNNING");
        try (Database.Held _ = database.hold(analysis.id())) {
            others.say(events.get(1));
            await().atMost(OtherServices.PATIENCE)
                    .untilAsserted(() -> assertThat(database.number(
                                    "SELECT count(*) " + WAITING + " AND ?::uuid" + " IS NOT NULL", analysis.id()))
                            .isEqualTo(1));
            database.execute("SELECT pg_terminate_backend(pid) " + WAITING);
        }

        events.subList(2, events.size()).forEach(others::say);

        others.awaitState(analysis.id(), "COMPLETED");
        given().get("/api/v1/analyses/{id}", analysis.id()).then().body("findings", equalTo(6));
        given().get("/api/v1/analyses/{id}/report.json", analysis.id()).then().body("findings", hasSize(6));
        assertThat(database.number("SELECT count(*) FROM report.inbox WHERE event_id = ?", EventIds.of(events.get(1))))
                .isEqualTo(1);
    }

    @Test
    void anAnalysisThatNeverCompletesIsEndedAfterADayAndItsPartsAreDropped() throws Throwable {
        RunningAnalysis silent = analysis("silent");
        RunningAnalysis young = analysis("young");
        others.say(silent.events().getFirst());
        others.say(young.events().getFirst());
        others.awaitState(silent.id(), "RUNNING");
        others.awaitState(young.id(), "RUNNING");
        database.execute("UPDATE report.run SET updated_at = now() - interval '25 hours' WHERE analysis_id = '"
                + silent.id() + "'");

        VertxContextSupport.subscribeAndAwait(incomplete::end);
        silent.events().forEach(others::say);
        others.complete(young);
        given().get("/api/v1/analyses/{id}", silent.id())
                .then()
                .body("state", equalTo("REFUSED"))
                .body("reason", equalTo("INCOMPLETE"));
        assertThat(database.number("SELECT count(*) FROM report.part WHERE analysis_id = ?", silent.id()))
                .isZero();
    }

    private static RunningAnalysis analysis(String name) {
        return new RunningAnalysis(
                EventIds.of("trouble", name), name, "c0ffee", SampleAnalysis.COMMITTED, SampleAnalysis.COMMITTED);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
