package dev.upkeep.standalone.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.upkeep.standalone.system.RunningSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Optional;

/**
 * The HTTP interface of a running system, as far as a scan needs it. Over the old client of the JDK, in plain text: the
 * new one prepares TLS and threads for a sixth of a second before it sends anything.
 */
final class SystemClient {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 60_000;

    private final RunningSystem system;

    SystemClient(RunningSystem system) {
        this.system = system;
    }

    /**
     * Asks for an analysis.
     *
     * @return its id
     * @throws CommandFailure with the reason, when the request is refused
     */
    String requestScan(String source, String ref, Optional<String> configuration) throws IOException {
        Answer answer = post(system.ingestUrl() + "/api/v1/scans", requestBody(source, ref, configuration));
        if (!answer.isSuccess()) {
            throw new CommandFailure(ExitStatus.FAILED, "the scan was not accepted: " + answer.problem());
        }
        return JSON.readTree(answer.body()).path("analysisId").asText();
    }

    /** Written field by field: writing a tree makes the JVM prepare far more the first time. */
    private static byte[] requestBody(String source, String ref, Optional<String> configuration) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("source", source);
            json.writeStringField("ref", ref);
            json.writeStringField("configuration", configuration.orElse(null));
            json.writeEndObject();
        }
        return body.toByteArray();
    }

    /** How far the analysis is; empty while the report service has not heard of it. */
    Optional<AnalysisState> analysis(String id) throws IOException {
        Answer answer = get(system.reportUrl() + "/api/v1/analyses/" + id);
        if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.empty();
        }
        if (!answer.isSuccess()) {
            throw new IOException("the report service answers " + answer.problem());
        }
        return Optional.of(AnalysisState.of(JSON.readTree(answer.body())));
    }

    /** The report of exactly that analysis. */
    byte[] report(String id, ReportFormat format) throws IOException {
        Answer answer = get(system.reportUrl() + "/api/v1/analyses/" + id + "/report" + format.suffix());
        if (!answer.isSuccess()) {
            throw new CommandFailure(ExitStatus.FAILED, "there is no report in this format: " + answer.problem());
        }
        return answer.body();
    }

    /** How many findings the report has, by the name of their severity. */
    JsonNode findingsBySeverity(byte[] jsonReport) throws IOException {
        return JSON.readTree(jsonReport).path("summary").path("bySeverity");
    }

    private static Answer get(String address) throws IOException {
        return answer(connection(address));
    }

    private static Answer post(String address, byte[] body) throws IOException {
        HttpURLConnection connection = connection(address);
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        // A length that is known is also what keeps this client from asking twice by itself.
        connection.setFixedLengthStreamingMode(body.length);
        try (var out = connection.getOutputStream()) {
            out.write(body);
        }
        return answer(connection);
    }

    /** Without a proxy: the system is on this machine. */
    private static HttpURLConnection connection(String address) throws IOException {
        var connection = (HttpURLConnection) URI.create(address).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        return connection;
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream body = status < HttpURLConnection.HTTP_BAD_REQUEST
                ? connection.getInputStream()
                : connection.getErrorStream()) {
            return new Answer(status, body == null ? new byte[0] : body.readAllBytes());
        }
    }

    /** What the system said. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call and is never compared
    private record Answer(int status, byte[] body) {

        boolean isSuccess() {
            return status / 100 == 2;
        }

        /** The detail of an RFC 9457 problem, else the status. */
        String problem() {
            try {
                JsonNode problem = JSON.readTree(body);
                String detail =
                        problem.path("detail").asText(problem.path("title").asText());
                return detail.isEmpty() ? "status " + status : detail;
            } catch (IOException e) {
                return "status " + status;
            }
        }
    }
}
