package dev.upkeep.ingest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing is promised that the broker does not have. */
@QuarkusTest
@TestProfile(IngestWithoutBrokerIT.NoBroker.class)
class IngestWithoutBrokerIT {

    @Test
    void aRequestThatTheBrokerDidNotTakeIsNotAccepted() {
        given().contentType("application/json")
                .body("{\"source\": \"https://github.com/octo/parcel\"}")
                .post("/api/v1/scans")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("detail", containsString("broker"));
    }

    @Test
    void aWebhookWithoutASecretIsNotAccepted() {
        given().contentType("application/json")
                .header("X-GitHub-Event", "ping")
                .header("X-GitHub-Delivery", "d")
                .header("X-Hub-Signature-256", "sha256=")
                .body("{}")
                .post("/webhooks/github")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("detail", containsString("UPKEEP_INGEST_GITHUB_SECRET"));
    }

    @Test
    void localFoldersAreNotReadUnlessThatIsAllowed() {
        given().contentType("application/json")
                .body("{\"source\": \"/etc\"}")
                .post("/api/v1/scans")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/source"))
                .body("detail", containsString("allow-local-sources"));
    }

    /** A broker that is not there, a hook without a secret, an installation that is not one's own machine. */
    public static class NoBroker implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "kafka.bootstrap.servers", "127.0.0.1:1",
                    "upkeep.ingest.publish-timeout", "1s",
                    "upkeep.ingest.allow-local-sources", "false",
                    "upkeep.ingest.github.secret", "",
                    "upkeep.ingest.github.previous-secret", "");
        }
    }
}
