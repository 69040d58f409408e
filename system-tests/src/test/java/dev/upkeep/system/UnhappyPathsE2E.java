package dev.upkeep.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read ends in a reason, within seconds, and harms nobody who comes after. */
class UnhappyPathsE2E {

    private static final Duration SECONDS = Duration.ofSeconds(20);
    private static final int REFUSED = 3;

    @TempDir
    private static Path folder;

    private static GitOverHttp git;
    private static RunningUpkeep system;
    private static UpkeepClient client;

    @BeforeAll
    static void start() throws IOException {
        git = GitOverHttp.of(folder);
        Map<String, String> environment =
                Map.of("UPKEEP_ANALYZER_ALLOW_PRIVATE_ADDRESSES", "true", "NO_PROXY", "127.0.0.1");
        system = RunningUpkeep.start(folder.resolve("data"), environment);
        client = new UpkeepClient(system);
        BareRepository.crate().write(folder.resolve("good"));
    }

    @AfterAll
    static void stop() {
        system.close();
        git.close();
    }

    @AfterEach
    void theNextGoodScanStillWorks() {
        JsonNode report = client.awaitReport(client.acceptedScan(path("good"), "HEAD"));

        assertThat(report.path("findings")).isNotEmpty();
    }

    @Test
    void anUnknownPath() throws Exception {
        assertRefused(path("nowhere"), "HEAD", "NOT_FOUND", "nowhere");

        CommandLineScan scan = CommandLineScan.of(system, path("nowhere"));
        assertThat(scan.status()).isEqualTo(REFUSED);
        assertThat(scan.problems()).contains(path("nowhere") + ": no such folder");
    }

    @Test
    void aFileInsteadOfARepository() throws Exception {
        Files.writeString(folder.resolve("file.txt"), "text\n");

        assertRefused(path("file.txt"), "HEAD", "NOT_A_REPOSITORY", "is a file");

        CommandLineScan scan = CommandLineScan.of(system, path("file.txt"));
        assertThat(scan.status()).isEqualTo(REFUSED);
        assertThat(scan.problems()).contains("a file; name the folder of a repository");
    }

    @Test
    void anEmptyRepository() throws Exception {
        BareRepository.writeEmpty(folder.resolve("empty"));

        assertRefused(path("empty"), "HEAD", "EMPTY_REPOSITORY", "no commits yet");

        CommandLineScan scan = CommandLineScan.of(system, path("empty"));
        assertThat(scan.status()).isEqualTo(REFUSED);
        assertThat(scan.output()).isEmpty();
        assertThat(scan.problems()).contains("EMPTY_REPOSITORY", "no commits yet");
    }

    @Test
    void anUnknownRefIsToldWhatThereIs() {
        assertRefused(path("good"), "no-such-branch", "UNKNOWN_REF", "main");
    }

    @Test
    void aCloneThatNeedsCredentials() throws Exception {
        String url = git.url("private", "secret.git");

        assertRefused(url, "HEAD", "CREDENTIALS_NEEDED", "credentials");

        CommandLineScan scan = CommandLineScan.of(system, url);
        assertThat(scan.status()).isEqualTo(REFUSED);
        assertThat(scan.problems()).contains("CREDENTIALS_NEEDED");
    }

    @Test
    void aHostThatDoesNotAnswer() {
        assertRefused("http://127.0.0.1:9/a/b.git", "HEAD", "HOST_UNREACHABLE", "127.0.0.1");
    }

    @Test
    void anInvalidConfiguration() throws IOException {
        BareRepository.crate().file(".upkeep.yaml", "ignore: [unclosed\n").write(folder.resolve("misconfigured"));

        assertRefused(path("misconfigured"), "HEAD", "INVALID_CONFIGURATION", ".upkeep.yaml");
    }

    @Test
    void aFileOfFiftyMegabytesIsSkippedAndTheRestIsRead() throws IOException {
        byte[] large = new byte[50_000_000];
        Arrays.fill(large, (byte) 'a');
        BareRepository.crate().file("dump.sql", large).write(folder.resolve("large"));

        assertSkipped(scan("large"), "dump.sql", "larger than");
    }

    @Test
    void invalidTextIsReadOrSkippedAndTheRestIsRead() throws IOException {
        byte[] invalid = {'f', 'n', ' ', (byte) 0xff, (byte) 0xfe, (byte) 0xc0, '(', ')', '{', '}', '\n'};
        BareRepository.crate()
                .file("src/invalid.rs", invalid)
                .file("caf\u00e9.md", new byte[] {'c', 'a', 'f', (byte) 0xe9, '\n'})
                .write(folder.resolve("invalid"));

        JsonNode report = scan("invalid");

        assertPanicIsFound(report);
        assertThat(report.at("/analysis/coverage/files").asInt()).isEqualTo(4);
    }

    @Test
    void aFileNameThatHoldsANewlineStaysOneName() throws IOException {
        String name = "src/two\nlines.rs";
        BareRepository.crate()
                .file(name, "pub fn f() {\n    std::fs::read(\"y\").unwrap();\n}\n")
                .write(folder.resolve("newline"));

        JsonNode report = scan("newline");

        assertPanicIsFound(report);
        assertThat(report.path("findings").findValuesAsText("path")).contains(name);
    }

    @Test
    void aLinkOutOfTheTreeIsNotFollowed() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside.rs"), "fn outside() { x.unwrap(); }\n");
        BareRepository.crate().link("src/link.rs", outside.toString()).write(folder.resolve("linked"));

        JsonNode report = scan("linked");

        assertSkipped(report, "src/link.rs", "links are not followed");
        assertThat(report.path("findings").findValuesAsText("path")).doesNotContain("src/link.rs");
    }

    private static void assertRefused(String source, String ref, String reason, String words) {
        JsonNode end = client.awaitEnd(client.acceptedScan(source, ref), SECONDS);

        assertThat(end.path("state").asText()).isEqualTo("REFUSED");
        assertThat(end.path("reason").asText()).as(end.toString()).isEqualTo(reason);
        assertThat(end.path("detail").asText()).contains(words);
    }

    private static JsonNode scan(String repository) {
        return client.awaitReport(client.acceptedScan(path(repository), "HEAD"));
    }

    private static void assertSkipped(JsonNode report, String path, String reason) {
        assertPanicIsFound(report);
        assertThat(report.at("/analysis/coverage/skipped"))
                .filteredOn(skipped -> skipped.path("path").asText().equals(path))
                .singleElement()
                .satisfies(
                        skipped -> assertThat(skipped.path("reason").asText()).contains(reason));
    }

    private static void assertPanicIsFound(JsonNode report) {
        assertThat(report.path("findings")).anySatisfy(finding -> {
            assertThat(finding.path("ruleId").asText()).isEqualTo("rust/panicking-call");
            assertThat(finding.path("path").asText()).isEqualTo("src/lib.rs");
        });
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }
}
