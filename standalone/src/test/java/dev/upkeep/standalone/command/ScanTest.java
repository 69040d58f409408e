package dev.upkeep.standalone.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.upkeep.standalone.system.DataFolder;
import dev.upkeep.standalone.system.RunningSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Deque<String> states = new ArrayDeque<>();
    private final HttpServer server = HttpServer.create();
    private String asked = "";

    ScanTest() throws IOException {}

    @BeforeEach
    void serve() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/scans", exchange -> {
            asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            answer(exchange, 202, "{\"analysisId\": \"7\"}");
        });
        server.createContext("/api/v1/analyses/7", exchange -> {
            String state = states.size() > 1 ? states.removeFirst() : states.getFirst();
            answer(exchange, state.isEmpty() ? 404 : 200, state);
        });
        server.createContext("/api/v1/analyses/7/report.md", exchange -> answer(exchange, 200, "# Plan"));
        server.createContext(
                "/api/v1/analyses/7/report.json",
                exchange -> answer(exchange, 200, "{\"summary\": {\"bySeverity\": {\"high\": 2, \"critical\": 0}}}"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theReportIsAllThatIsPrinted() throws InterruptedException {
        states.addAll(List.of(
                "",
                "{\"state\": \"RUNNING\", \"stage\": \"PARSE\", \"done\": 3, \"total\": 9}",
                "{\"state\": \"COMPLETED\", \"findings\": 2}"));

        int status = scan(Optional.empty(), Optional.empty());

        assertThat(status).isEqualTo(ExitStatus.DONE);
        assertThat(printed.toString(UTF_8)).isEqualTo("# Plan");
        assertThat(shown.toString(UTF_8)).contains("Reading files 3/9", "2 findings");
        assertThat(asked).contains("\"source\":\"/repository\"", "\"ref\":\"HEAD\"", "\"configuration\":null");
    }

    @Test
    void aRefusalIsAFailureWithItsReason() {
        states.add("{\"state\": \"REFUSED\", \"reason\": \"UNKNOWN_REF\", \"detail\": \"no branch of that name\"}");

        assertThatThrownBy(() -> scan(Optional.empty(), Optional.empty()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("UNKNOWN_REF: no branch of that name");
        assertThat(printed.size()).isZero();
    }

    @Test
    void aRequestThatIsNotAcceptedFailsWithWhatTheServiceSays() {
        server.removeContext("/api/v1/scans");
        server.createContext(
                "/api/v1/scans", exchange -> answer(exchange, 400, "{\"detail\": \"No such scheme: gopher.\"}"));

        assertThatThrownBy(() -> scan(Optional.empty(), Optional.empty()))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("the scan was not accepted: No such scheme: gopher.");
    }

    @Test
    void aFindingAsBadAsNamedMakesTheStatusOne() throws InterruptedException {
        states.add("{\"state\": \"COMPLETED\"}");

        assertThat(scan(Optional.empty(), Optional.of(Severity.MEDIUM))).isEqualTo(ExitStatus.FINDINGS);
        assertThat(scan(Optional.empty(), Optional.of(Severity.HIGH))).isEqualTo(ExitStatus.FINDINGS);
        assertThat(scan(Optional.empty(), Optional.of(Severity.CRITICAL))).isEqualTo(ExitStatus.DONE);
    }

    @Test
    void aFileIsReplacedInOneStep() throws IOException, InterruptedException {
        states.add("{\"state\": \"COMPLETED\"}");
        Path file = Files.writeString(folder.resolve("plan.md"), "old");

        scan(Optional.of(file), Optional.empty());

        assertThat(file).hasContent("# Plan");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(folder.toFile().list()).hasSize(1);
        assertThat(printed.size()).isZero();
    }

    private int scan(Optional<Path> output, Optional<Severity> failOn) throws InterruptedException {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        RunningSystem system = new RunningSystem(1, "start", url, url, Map.of(), Map.of());
        ScanRequest request = new ScanRequest(
                "/repository", "HEAD", ReportFormat.MARKDOWN, output, Optional.empty(), failOn, new DataFolder(folder));
        Progress progress = new Progress(new PrintStream(shown, true, UTF_8), true);
        return new Scan(request, system, progress, new PrintStream(printed, true, UTF_8)).run();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
