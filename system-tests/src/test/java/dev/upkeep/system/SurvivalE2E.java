package dev.upkeep.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes die; what was accepted is not lost. */
class SurvivalE2E {

    /** The broker notices a dead consumer after its session timeout. */
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void anAnalysisOutlivesItsAnalyserAndAReportOutlivesItsLauncher() throws Exception {
        Map<String, String> environment =
                Map.of("UPKEEP_ANALYZER_ALLOW_PRIVATE_ADDRESSES", "true", "NO_PROXY", "127.0.0.1");
        Path data = folder.resolve("data");
        BareRepository.crate().write(folder.resolve("gated.git"));
        RunningUpkeep killed = RunningUpkeep.start(data, environment, "--analyzers=2");
        String analysisId;
        JsonNode report;
        try (GitOverHttp git = GitOverHttp.of(folder)) {
            analysisId = analyseWhileTheAnalyserDies(killed, git);
            report = new UpkeepClient(killed).report(analysisId);
        } finally {
            killed.kill();
        }

        try (RunningUpkeep restarted = RunningUpkeep.start(data, environment)) {
            assertThat(new UpkeepClient(restarted).report(analysisId)).isEqualTo(report);
        }
    }

    private static String analyseWhileTheAnalyserDies(RunningUpkeep system, GitOverHttp git) throws IOException {
        UpkeepClient client = new UpkeepClient(system);
        String analysisId = client.acceptedScan(git.url("gated", "gated.git"), "HEAD");
        await("an analyser is in the middle").atMost(Duration.ofSeconds(30)).until(git::isSomebodyAtTheGate);
        ProcessHandle analyser = analyserWithAGit(system.descendants());

        analyser.destroyForcibly();
        git.openTheGate();

        JsonNode end = client.awaitEnd(analysisId, TAKEN_OVER_WITHIN);
        assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("COMPLETED");
        return analysisId;
    }

    /** Only analysers run git, and only the one in the middle of a transfer runs it now. */
    private static ProcessHandle analyserWithAGit(List<ProcessHandle> processes) {
        return processes.stream()
                .filter(process -> process.children().anyMatch(SurvivalE2E::isGit))
                .filter(process -> !isGit(process))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isGit(ProcessHandle process) {
        Optional<String> command = process.info().command();
        return command.map(Path::of)
                .map(path -> String.valueOf(path.getFileName()))
                .filter(name -> name.startsWith("git"))
                .isPresent();
    }
}
