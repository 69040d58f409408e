package dev.upkeep.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan",
                "scan . --format docx",
                "scan . --fail-on dreadful",
                "scan . --unknown",
                "scan . elsewhere",
                "scan . --form json",
                "scan . --ref main --ref next",
                "scan . --ref",
                "scan . --config no-such-file.yaml",
                "scan . --output no/such/folder/report.json",
                "up --port eighty",
                "up --port 70000",
                "up --analyzers 0",
                "up --without billing-service",
                "up and away",
                "system --quiet",
                "dance"
            })
    void badUsageEndsWithTwo(String line) {
        assertThat(execute(line.split(" "))).isEqualTo(ExitStatus.USAGE);
        assertThat(errors()).startsWith("upkeep: ").hasLineCount(1);
    }

    @Test
    void aMissingFolderIsAFailureWithItsName() {
        int status = execute("scan", folder.resolve("nowhere").toString());

        assertThat(status).isEqualTo(ExitStatus.FAILED);
        assertThat(errors()).contains("nowhere: no such folder");
    }

    @Test
    void helpSaysWhatThereIs() {
        assertThat(execute("scan", "--help")).isEqualTo(ExitStatus.DONE);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("<path|url>", "--format", "--fail-on", "--output", "--ref", "--config", "--data");
    }

    private int execute(String... words) {
        return new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(List.of(words));
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
