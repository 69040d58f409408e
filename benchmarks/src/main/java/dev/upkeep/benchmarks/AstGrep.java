package dev.upkeep.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The same questions put to ast-grep, for scale: its published build, one thread, rules for Rust like ours. */
final class AstGrep implements AutoCloseable {

    /** How many rules {@code ast-grep-rust.yml} holds. */
    static final int RULES = 15;

    private static final String VERSION = "0.51.1";

    private final Path folder;
    private final Path program;
    private final Path rules;

    private AstGrep(Path folder, Path program, Path rules) {
        this.folder = folder;
        this.program = program;
        this.rules = rules;
    }

    /** @throws IOException where npm is missing or cannot fetch it */
    static AstGrep install() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("upkeep-ast-grep");
        run(List.of(
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--prefix",
                folder.toString(),
                "@ast-grep/cli@" + VERSION));
        Path rules = folder.resolve("rules.yml");
        try (InputStream resource = AstGrep.class.getResourceAsStream("/ast-grep-rust.yml")) {
            if (resource == null) {
                throw new IllegalStateException("ast-grep-rust.yml is not packed");
            }
            Files.copy(resource, rules, StandardCopyOption.REPLACE_EXISTING);
        }
        return new AstGrep(folder, program(folder), rules);
    }

    /** The package for this platform holds the program; the one that is asked for is only a door to it. */
    private static Path program(Path folder) throws IOException {
        try (Stream<Path> found = Files.find(
                folder,
                6,
                (path, about) -> path.endsWith("ast-grep") && about.isRegularFile() && about.size() > 1 << 20)) {
            return found.findFirst().orElseThrow(() -> new IOException("npm brought no program for this platform"));
        }
    }

    /** The median of its processor time, user and system, start and reading of files included. */
    long cpuNanos(Path subject, int runs) throws IOException, InterruptedException {
        List<Long> times = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            String last = run(List.of(
                            "bash",
                            "-c",
                            "TIMEFORMAT='%U %S'; time \"$@\" >/dev/null 2>&1",
                            "time",
                            program.toString(),
                            "scan",
                            "--threads",
                            "1",
                            "--no-ignore",
                            "hidden",
                            "--rule",
                            rules.toString(),
                            subject.toString()))
                    .strip();
            String[] parts = last.substring(last.lastIndexOf('\n') + 1).split(" ", -1);
            times.add((long) ((Double.parseDouble(parts[0]) + Double.parseDouble(parts[1])) * 1e9));
        }
        return times.stream().sorted().toList().get(runs / 2);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        // It ends with 1 where it found something that a rule calls an error.
        if (status > 1) {
            throw new IOException(command.getFirst() + " ended with " + status + ": " + output.strip());
        }
        return output;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
