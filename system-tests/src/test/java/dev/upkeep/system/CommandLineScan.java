package dev.upkeep.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What {@code ./upkeep scan} did.
 *
 * @param output the report alone
 * @param problems what a person reads on standard error
 */
record CommandLineScan(int status, String output, String problems) {

    /** Scans through the running system and returns when the command has ended, which it does within a minute. */
    static CommandLineScan of(RunningUpkeep system, String... arguments) throws IOException, InterruptedException {
        List<String> command = RunningUpkeep.command("scan.options");
        command.addAll(List.of("scan", "--data=" + system.data()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(system.data().getParent(), "scan", ".out");
        Path problems = Files.createTempFile(system.data().getParent(), "scan", ".err");
        Process scan = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(problems.toFile())
                .start();
        boolean ended = scan.waitFor(1, TimeUnit.MINUTES);
        scan.destroyForcibly();
        assertThat(ended).as("the command ended by itself").isTrue();
        return new CommandLineScan(scan.exitValue(), read(output), read(problems));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
