package dev.upkeep.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan",
                "scan . --format docx",
                "scan . --fail-on dreadful",
                "scan . --unknown",
                "scan . --config no-such-file.yaml",
                "scan . --output no/such/folder/report.json",
                "up --port eighty",
                "up --port 70000",
                "up --analyzers 0",
                "up --without billing-service",
                "dance"
            })
    void badUsageEndsWithTwo(String line) {
        assertThat(quiet().execute(line.split(" "))).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void aMissingFolderIsAFailureWithItsName() {
        StringWriter said = new StringWriter();

        int status = quiet(said).execute("scan", folder.resolve("nowhere").toString());

        assertThat(status).isEqualTo(ExitStatus.FAILED);
        assertThat(said.toString()).contains("nowhere: no such folder");
    }

    @Test
    void helpSaysWhatThereIs() {
        StringWriter said = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(said));

        line.execute("scan", "--help");

        assertThat(said.toString()).contains("--format", "--fail-on", "--output", "--ref", "--config", "--data");
    }

    private static CommandLine quiet() {
        return quiet(new StringWriter());
    }

    private static CommandLine quiet(StringWriter said) {
        return Main.commandLine().setErr(new PrintWriter(said));
    }
}
