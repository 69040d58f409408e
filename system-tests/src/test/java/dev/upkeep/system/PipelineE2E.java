package dev.upkeep.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a request to a report through all four services. */
class PipelineE2E {

    private static final String SECRET = "only this test knows it";
    private static final String DELIVERY = "72d3162e-cc78-11e3-81ab-4c9367dc0958";
    private static final String OTHER_TRACE = "00-8a3c60f7d188f8fa79d48a391a778fa6-b7ad6b7169203331-01";
    private static final String PRICE = reading("price");
    private static final List<String> SERVICES = List.of("ingest", "analyzer", "scoring", "report");
    /** The fields of the report by the place where they stand. */
    private static final Map<String, List<String>> CONTRACT = Map.of(
            "", words("schemaVersion generator repository commit analysis summary metrics findings plan kpis"),
            "/generator", words("name version"),
            "/repository", words("id name cloneUrl forge defaultBranch"),
            "/commit", words("sha ref committedAt"),
            "/analysis", words("id startedAt completedAt rulesetVersion scoreModel traceId coverage"),
            "/analysis/coverage", words("files analysed bytes cacheHits skipped"),
            "/summary", words("findings bySeverity byCategory byContext byQuadrant headlines"),
            "/findings/0", words("id fingerprint ruleId severity message path startLine context data recommendationId"),
            "/recommendations/0", words("id title ruleIds impact effort priority quadrant phase evidence steps"),
            "/plan/phases/0", words("number name recommendationIds minutes impactShare"));

    @TempDir
    private static Path folder;

    private static OtlpReceiver traces;
    private static GitOverHttp git;
    private static RunningUpkeep system;
    private static UpkeepClient client;

    @BeforeAll
    static void start() throws IOException {
        traces = OtlpReceiver.start();
        git = GitOverHttp.of(folder);
        Map<String, String> environment = Map.of(
                "UPKEEP_INGEST_GITHUB_SECRET", SECRET,
                "UPKEEP_ANALYZER_ALLOW_PRIVATE_ADDRESSES", "true",
                "NO_PROXY", "127.0.0.1");
        system = RunningUpkeep.start(folder.resolve("data"), environment, "--otlp=" + traces.url());
        client = new UpkeepClient(system);
    }

    @AfterAll
    static void stop() {
        system.close();
        git.close();
        traces.close();
    }

    @Test
    void aScanRequestEndsInAReportWithTheFieldsOfTheContract() throws IOException {
        Path repository = folder.resolve("contract");
        String commit =
                BareRepository.crate().file("src/lost.rs", "pub fn lost() {}\n").write(repository);

        HttpResponse<byte[]> answer = client.requestScan(repository.toString(), "HEAD");
        JsonNode accepted = UpkeepClient.json(answer);
        String analysisId = accepted.path("analysisId").asText();
        JsonNode report = client.awaitReport(analysisId);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location"))
                .hasValue(accepted.at("/links/analysis").asText());
        CONTRACT.forEach((pointer, fields) -> assertThat(report.at(pointer).fieldNames())
                .toIterable()
                .as(pointer)
                .containsAll(fields));
        assertThat(report.at("/schemaVersion").asText()).isEqualTo("1");
        assertThat(report.at("/analysis/id").asText()).isEqualTo(analysisId);
        assertThat(report.at("/commit/sha").asText()).isEqualTo(commit);
        assertThat(report.at("/repository/id").asText())
                .isEqualTo(accepted.path("repositoryId").asText());
        assertThat(report.at("/findings").findValuesAsText("ruleId")).contains("rust/panicking-call");
        assertThat(report.at("/kpis").isArray()).isTrue();
    }

    @Test
    void oneTraceLeadsFromTheRequestThroughAllServicesToTheReport() throws IOException {
        Path repository = folder.resolve("traced");
        BareRepository.crate().write(repository);

        JsonNode report = client.awaitReport(client.acceptedScan(repository.toString(), "HEAD"));
        String traceId = report.at("/analysis/traceId").asText();

        await("the whole trace").atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertOneUnbrokenTrace(traceId));
        for (String service : SERVICES) {
            assertThat(system.log(service)).as("log of %s", service).contains("traceId=" + traceId);
        }
    }

    private static void assertOneUnbrokenTrace(String traceId) {
        List<ReceivedSpan> trace = traces.trace(traceId);
        Set<String> spanIds = trace.stream().map(ReceivedSpan::spanId).collect(Collectors.toSet());
        List<ReceivedSpan> roots =
                trace.stream().filter(span -> span.parentId().isEmpty()).toList();

        assertThat(roots).extracting(ReceivedSpan::service).containsExactly("ingest-service");
        assertThat(roots).first().extracting(ReceivedSpan::name).isEqualTo("POST /api/v1/scans");
        assertThat(trace)
                .filteredOn(span -> !span.parentId().isEmpty())
                .allSatisfy(span -> assertThat(spanIds).contains(span.parentId()));
        assertThat(trace)
                .filteredOn(span -> span.service().equals("analyzer-service"))
                .extracting(ReceivedSpan::name)
                .contains("mirror", "list", "parse", "repository-rules", "publish");
        assertThat(trace)
                .extracting(ReceivedSpan::service)
                .contains("ingest-service", "analyzer-service", "scoring-service", "report-service");
        assertThat(trace)
                .filteredOn(span -> span.service().equals("report-service"))
                .extracting(ReceivedSpan::name)
                .contains("handle dev.upkeep.report-materialised.v1");
    }

    @Test
    void theSameCommitGivesTheSamePlanAndIsReadFromTheCacheTheSecondTime() throws IOException {
        Path repository = folder.resolve("twice");
        BareRepository.crate().file("src/twice.rs", "pub fn twice() {}\n").write(repository);

        JsonNode first = client.awaitReport(client.acceptedScan(repository.toString(), "HEAD"));
        JsonNode second = client.awaitReport(client.acceptedScan(repository.toString(), "main"));

        assertThat(second.at("/analysis/id")).isNotEqualTo(first.at("/analysis/id"));
        assertThat(second.path("recommendations").toString())
                .isEqualTo(first.path("recommendations").toString())
                .isNotEqualTo("[]");
        assertThat(second.path("plan").toString()).isEqualTo(first.path("plan").toString());
        assertThat(second.at("/analysis/coverage/cacheHits").asInt())
                .isEqualTo(second.at("/analysis/coverage/analysed").asInt())
                .isPositive();
    }

    @Test
    void aSignedPushIsReportedOnceHoweverOftenItIsDelivered() throws Exception {
        String commit = BareRepository.crate().write(folder.resolve("pushed.git"));
        byte[] push = push(186853002, git.url("open", "pushed.git"), commit);
        String traceOfTheSecond = "4bf92f3577b34da6a3ce929d0e0e4736";

        HttpResponse<byte[]> first = deliver(push, DELIVERY, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        String analysisId = UpkeepClient.json(first).path("analysisId").asText();
        JsonNode report = client.awaitReport(analysisId);
        HttpResponse<byte[]> second = deliver(push, DELIVERY, "00-" + traceOfTheSecond + "-00f067aa0ba902b7-01");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(UpkeepClient.json(second).path("analysisId").asText()).isEqualTo(analysisId);
        assertThat(report.at("/commit/sha").asText()).isEqualTo(commit);
        await("the second delivery is through")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(traces.trace(traceOfTheSecond))
                        .extracting(ReceivedSpan::service, ReceivedSpan::name)
                        .contains(tuple("scoring-service", "handle dev.upkeep.analysis-completed.v1")));
        assertThat(client.report(analysisId)).isEqualTo(report);
        String runs = "/api/v1/runs?repository=" + report.at("/repository/id").asText();
        assertThat(UpkeepClient.json(client.get(runs)).findValuesAsText("analysisId"))
                .containsExactly(analysisId);
    }

    @Test
    void findingsAreFollowedFromPushToPush() throws Exception {
        JsonNode first = pushed(
                1, shop(0).file("src/tax.rs", reading("rate")).file("src/price.rs", PRICE + reading("discount")));
        JsonNode second = pushed(
                2,
                shop(1).file("src/levy.rs", reading("rate"))
                        .file("src/price.rs", "pub const A: u8 = 1;\npub const B: u8 = 2;\n\n" + PRICE)
                        .file("src/basket.rs", reading("basket")));
        JsonNode third = pushed(
                3, shop(2).file("src/levy.rs", reading("rate")).file("src/price.rs", PRICE + reading("discount")));

        assertThat(standings(first)).containsOnly("price new", "discount new", "rate new");
        assertThat(standings(second)).containsOnly("price open", "rate open", "basket new");
        assertThat(standings(third)).containsOnly("price open", "rate open", "discount reopened");
        assertThat(panic(second, "rate").path("fingerprint"))
                .isEqualTo(panic(first, "rate").path("fingerprint"));
        assertThat(panic(second, "rate").path("movedFrom").asText()).isEqualTo("src/tax.rs");
        assertThat(panic(third, "price").path("since")).isEqualTo(first.at("/commit/committedAt"));
        assertThat(panic(third, "discount").path("firstSeen")).isEqualTo(first.at("/commit/committedAt"));
        assertThat(second.at("/baseline/commit")).isEqualTo(first.at("/commit/sha"));
        assertThat(second.path("fixed").findValuesAsText("fingerprint"))
                .contains(panic(first, "discount").path("fingerprint").asText());
        String reopened = "/api/v1/repositories/" + third.at("/repository/id").asText() + "/findings?status=reopened";
        assertThat(UpkeepClient.json(client.get(reopened)).findValuesAsText("fingerprint"))
                .containsExactly(panic(first, "discount").path("fingerprint").asText());
    }

    private static BareRepository shop(int days) {
        return BareRepository.crate()
                .days(days)
                .file("src/lib.rs", "pub mod basket;\npub mod levy;\npub mod price;\npub mod tax;\n");
    }

    /** A function that may panic. */
    private static String reading(String name) {
        return "pub fn %s() -> usize {\n    std::fs::read(\"%s\").unwrap().len()\n}\n".formatted(name, name);
    }

    private static JsonNode pushed(int number, BareRepository content) throws Exception {
        String commit = content.write(folder.resolve("followed.git"));
        byte[] push = push(2, git.url("open", "followed.git"), commit);
        HttpResponse<byte[]> answer = deliver(push, "followed-" + number, OTHER_TRACE);
        return client.awaitReport(UpkeepClient.json(answer).path("analysisId").asText());
    }

    /** Each call that may panic as what it reads and its status. */
    private static List<String> standings(JsonNode report) {
        return panics(report)
                .map(finding -> name(finding) + " " + finding.path("status").asText())
                .toList();
    }

    private static JsonNode panic(JsonNode report, String name) {
        return panics(report)
                .filter(finding -> name(finding).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> panics(JsonNode report) {
        return report.path("findings")
                .valueStream()
                .filter(finding -> finding.path("ruleId").asText().equals("rust/panicking-call"));
    }

    private static String name(JsonNode finding) {
        return finding.path("snippet").asText().replaceAll("(?s).*read\\(\"(\\w+)\"\\).*", "$1");
    }

    @Test
    void aPushWithAWrongSignatureIsNotTaken() {
        byte[] body = push(186853002, "https://example.org/a/b.git", "1".repeat(40));

        HttpResponse<byte[]> answer = client.post(
                system.ingestUrl() + "/webhooks/github",
                body,
                Map.of("X-GitHub-Event", "push", "X-GitHub-Delivery", "d", "X-Hub-Signature-256", "sha256=00"));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private static HttpResponse<byte[]> deliver(byte[] body, String delivery, String traceparent)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        Map<String, String> headers = Map.of(
                "X-GitHub-Event",
                "push",
                "X-GitHub-Delivery",
                delivery,
                "X-Hub-Signature-256",
                "sha256=" + HexFormat.of().formatHex(mac.doFinal(body)),
                "traceparent",
                traceparent);
        return client.post(system.ingestUrl() + "/webhooks/github", body, headers);
    }

    private static byte[] push(int repository, String cloneUrl, String commit) {
        var json = new JsonMapper().createObjectNode();
        json.put("ref", "refs/heads/main").put("before", "0".repeat(40)).put("after", commit);
        json.putObject("repository")
                .put("id", repository)
                .put("full_name", "octo-org/parcel-tracker")
                .put("clone_url", cloneUrl)
                .put("default_branch", "main");
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }
}
