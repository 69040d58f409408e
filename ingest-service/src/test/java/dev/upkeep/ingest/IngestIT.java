package dev.upkeep.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.upkeep.events.EventCodec;
import dev.upkeep.events.EventIds;
import dev.upkeep.events.EventType;
import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.RepositoryRemoved;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealKafka.class)
class IngestIT {

    private static final String SECRET = "the current secret of the hook";
    private static final String PREVIOUS_SECRET = "the previous secret of the hook";
    private static final String PROBLEM = "application/problem+json";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventCodec codec = new EventCodec();

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void aScanRequestIsAnEventInTheTraceOfTheRequest() throws Exception {
        String analysisId = given().contentType("application/json")
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .body("{\"source\": \"https://github.com/octo/parcel.git\", \"ref\": \"main\"}")
                .post("/api/v1/scans")
                .then()
                .statusCode(202)
                .header("Location", containsString("http://localhost:8080/api/v1/analyses/"))
                .body("links.report", containsString("/report"))
                .extract()
                .path("analysisId");
        ConsumerRecord<String, byte[]> message = said(analysisId);
        RepositoryChanged change = (RepositoryChanged) codec.decode(EventType.REPOSITORY_CHANGED, message.value());
        assertThat(change.changeId()).hasToString(analysisId);
        assertThat(change.ref()).isEqualTo("main");
        assertThat(change.trigger()).isEqualTo(RepositoryChanged.Trigger.SCAN);
        assertThat(change.repository().name()).isEqualTo("octo/parcel");
        assertThat(message.key()).isEqualTo(change.repositoryId());
        assertThat(RepositoryTopic.header(message, "ce_type")).isEqualTo("dev.upkeep.repository-changed.v1");
        assertThat(RepositoryTopic.header(message, "ce_specversion")).isEqualTo("1.0");
        assertThat(RepositoryTopic.header(message, "ce_source")).isEqualTo("/ingest-service");
        assertThat(RepositoryTopic.header(message, "ce_subject")).isEqualTo(change.repositoryId());
        assertThat(RepositoryTopic.header(message, "ce_time")).startsWith("20").endsWith("Z");
        assertThat(RepositoryTopic.header(message, "content-type")).isEqualTo("application/json");
        assertThat(RepositoryTopic.header(message, "traceparent")).startsWith("00-" + TRACE + "-");
    }

    @Test
    void theSameIdempotencyKeyIsTheSameAnalysis() {
        String body = "{\"source\": \"/srv/git/parcel\", \"configuration\": \"budget: 8h\"}";
        String first = scan(body, "key-1").statusCode(202).extract().path("analysisId");
        String second = scan(body, "key-1").statusCode(202).extract().path("analysisId");
        String third = scan(body, "key-2").statusCode(202).extract().path("analysisId");
        assertThat(second).isEqualTo(first);
        assertThat(third).isNotEqualTo(first);
    }

    @Test
    void aRequestThatNamesNothingToReadIsAProblemThatSaysSo() {
        scan("{\"source\": \"src/parcel\"}", "k")
                .statusCode(400)
                .contentType(PROBLEM)
                .body("status", equalTo(400))
                .body("detail", containsString("neither an address nor an absolute path"))
                .body("errors[0].pointer", equalTo("/source"))
                .body("instance", equalTo("/api/v1/scans"))
                .body("traceId.length()", equalTo(32));
        scan("{}", "k").statusCode(400).contentType(PROBLEM);
        scan("", "k").statusCode(400).contentType(PROBLEM);
        scan("{\"source\"", "k").statusCode(400).contentType(PROBLEM);
        scan("{\"source\": \"/a\", \"ref\": \"--evil\"}", "k")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/ref"));
        scan("{\"source\": \"/a\"}", "k k").statusCode(400).contentType(PROBLEM);
        given().contentType("text/plain")
                .body("x")
                .post("/api/v1/scans")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
        given().get("/api/v1/nothing").then().statusCode(404).contentType(PROBLEM);
        given().get("/api/v1/scans").then().statusCode(405).contentType(PROBLEM);
    }

    @Test
    void aSignedPushIsAnEventAndItsRedeliveryHasTheSameId() throws Exception {
        String delivery = UUID.randomUUID().toString();
        String id = EventIds.of("github", delivery).toString();
        byte[] body = payload("push-branch.json");
        deliver("push", delivery, sign(body, SECRET), body).statusCode(202).body("analysisId", equalTo(id));
        deliver("push", delivery, sign(body, PREVIOUS_SECRET), body)
                .statusCode(202)
                .body("analysisId", equalTo(id));
        RepositoryChanged change = (RepositoryChanged) codec.decode(EventType.REPOSITORY_CHANGED, said(id).value());
        assertThat(change.trigger()).isEqualTo(RepositoryChanged.Trigger.PUSH);
        assertThat(change.after()).isEqualTo("6113728f27ae82c7b1a177c8d03f9e96e0adf246");
    }

    @Test
    void deletionsAreEvents() throws Exception {
        for (String[] deletion : List.of(
                new String[] {"push", "push-deleted-branch.json"},
                new String[] {"repository", "repository-deleted.json"})) {
            String delivery = UUID.randomUUID().toString();
            byte[] body = payload(deletion[1]);
            deliver(deletion[0], delivery, sign(body, SECRET), body).statusCode(202);
            ConsumerRecord<String, byte[]> message =
                    said(EventIds.of("github", delivery).toString());
            assertThat(codec.decode(EventType.REPOSITORY_REMOVED, message.value()))
                    .isInstanceOf(RepositoryRemoved.class);
        }
    }

    @Test
    void aPingIsAnsweredAndAnUnknownEventIsAcceptedAndIgnored() throws Exception {
        byte[] ping = payload("ping.json");
        deliver("ping", "d", sign(ping, SECRET), ping).statusCode(200).body("status", equalTo("pong"));
        byte[] star = payload("star-created.json");
        deliver("star", "d", sign(star, SECRET), star).statusCode(202).body("status", equalTo("ignored"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("upkeep_webhooks_received_total"));
    }

    @Test
    void anUnsignedOrUnreadableDeliveryIsAProblem() throws Exception {
        byte[] body = payload("push-branch.json");
        deliver("push", "d", "sha256=" + "0".repeat(64), body).statusCode(401).contentType(PROBLEM);
        given().contentType("application/json")
                .header("X-GitHub-Event", "push")
                .body(body)
                .post("/webhooks/github")
                .then()
                .statusCode(401)
                .contentType(PROBLEM);
        byte[] broken = "{\"ref\":".getBytes(StandardCharsets.UTF_8);
        deliver("push", "d", sign(broken, SECRET), broken).statusCode(400).contentType(PROBLEM);
        given().contentType("application/x-www-form-urlencoded")
                .body("payload=%7B%7D")
                .post("/webhooks/github")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
        byte[] large = new byte[70_000];
        deliver("push", "d", sign(large, SECRET), large).statusCode(413).contentType(PROBLEM);
    }

    @Test
    void theApiDescribesItself() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItems("/api/v1/scans", "/webhooks/github"));
    }

    private ConsumerRecord<String, byte[]> said(String id) {
        try (RepositoryTopic topic = new RepositoryTopic(bootstrapServers)) {
            return await().atMost(PATIENCE)
                    .until(() -> topic.withId(id), found -> !found.isEmpty())
                    .getFirst();
        }
    }

    private static ValidatableResponse scan(String body, String key) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/scans")
                .then();
    }

    private static ValidatableResponse deliver(String event, String delivery, String signature, byte[] body) {
        return given().contentType("application/json")
                .header("X-GitHub-Event", event)
                .header("X-GitHub-Delivery", delivery)
                .header("X-Hub-Signature-256", signature)
                .body(body)
                .post("/webhooks/github")
                .then();
    }

    private static String sign(byte[] body, String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private static byte[] payload(String file) throws IOException {
        try (InputStream stream = Objects.requireNonNull(IngestIT.class.getResourceAsStream("/github/" + file))) {
            return stream.readAllBytes();
        }
    }
}
