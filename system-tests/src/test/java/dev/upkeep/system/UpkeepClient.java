package dev.upkeep.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a script does with the HTTP interface of a running system. */
final class UpkeepClient {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> ENDS = List.of("COMPLETED", "REFUSED");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final RunningUpkeep system;

    UpkeepClient(RunningUpkeep system) {
        this.system = system;
    }

    /** Asks for a scan and gives back the whole answer. */
    HttpResponse<byte[]> requestScan(String source, String ref) {
        String body =
                JSON.createObjectNode().put("source", source).put("ref", ref).toString();
        return post(system.ingestUrl() + "/api/v1/scans", body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** Asks for a scan, which has to be accepted, and gives back its id. */
    String acceptedScan(String source, String ref) {
        HttpResponse<byte[]> answer = requestScan(source, ref);
        assertThat(answer.statusCode()).isEqualTo(202);
        return json(answer).path("analysisId").asText();
    }

    /** Posts JSON as it is. */
    HttpResponse<byte[]> post(String url, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return send(request.build());
    }

    /** The analysis when it has completed or was refused. */
    JsonNode awaitEnd(String analysisId) {
        return awaitEnd(analysisId, PATIENCE);
    }

    /** The analysis when it has ended, with patience of one's own. */
    JsonNode awaitEnd(String analysisId, Duration patience) {
        return await("analysis " + analysisId + " ends")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> json(get("/api/v1/analyses/" + analysisId)),
                        run -> ENDS.contains(run.path("state").asText()));
    }

    /** The report of an analysis, which has to complete. */
    JsonNode awaitReport(String analysisId) {
        JsonNode end = awaitEnd(analysisId);
        assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("COMPLETED");
        return report(analysisId);
    }

    /** The report of a completed analysis. */
    JsonNode report(String analysisId) {
        HttpResponse<byte[]> answer = get("/api/v1/analyses/" + analysisId + "/report.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer);
    }

    /** An answer of the report service. */
    HttpResponse<byte[]> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(system.reportUrl() + path))
                .GET()
                .build());
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("status " + answer.statusCode() + " and no JSON", e);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(request.uri() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
