package dev.upkeep.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.upkeep.standalone.system.RunningSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The HTTP interface of a running system, as far as a scan needs it. */
final class SystemClient {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int NOT_FOUND = 404;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .sslContext(trustingNobody())
            .build();
    private final RunningSystem system;

    SystemClient(RunningSystem system) {
        this.system = system;
    }

    /**
     * A system on this machine is spoken to in plain text. A client that is told nothing reads all certificates of the
     * JDK first, for a tenth of a second.
     */
    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a JDK without TLS", e);
        }
    }

    /**
     * Asks for an analysis.
     *
     * @return its id
     * @throws CommandFailure with the reason, when the request is refused
     */
    String requestScan(String source, String ref, Optional<String> configuration)
            throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.put("source", source).put("ref", ref).put("configuration", configuration.orElse(null));
        HttpResponse<byte[]> answer = http.send(
                request(system.ingestUrl() + "/api/v1/scans")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new CommandFailure(ExitStatus.FAILED, "the scan was not accepted: " + problem(answer));
        }
        return JSON.readTree(answer.body()).path("analysisId").asText();
    }

    /** How far the analysis is; empty while the report service has not heard of it. */
    Optional<AnalysisState> analysis(String id) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                request(system.reportUrl() + "/api/v1/analyses/" + id).GET().build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("the report service answers " + problem(answer));
        }
        return Optional.of(AnalysisState.of(JSON.readTree(answer.body())));
    }

    /** The report of exactly that analysis. */
    byte[] report(String id, ReportFormat format) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                request(system.reportUrl() + "/api/v1/analyses/" + id + "/report" + format.suffix())
                        .GET()
                        .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new CommandFailure(ExitStatus.FAILED, "there is no report in this format: " + problem(answer));
        }
        return answer.body();
    }

    /** How many findings the report has, by the name of their severity. */
    JsonNode findingsBySeverity(byte[] jsonReport) throws IOException {
        return JSON.readTree(jsonReport).path("summary").path("bySeverity");
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE);
    }

    /** The detail of an RFC 9457 problem, else the status. */
    private static String problem(HttpResponse<byte[]> answer) {
        try {
            JsonNode body = JSON.readTree(answer.body());
            String detail = body.path("detail").asText(body.path("title").asText());
            return detail.isEmpty() ? "status " + answer.statusCode() : detail;
        } catch (IOException e) {
            return "status " + answer.statusCode();
        }
    }
}
