package dev.upkeep.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The same questions put to ast-grep, for scale: its published build, one thread, rules for Rust like ours. */
final class AstGrep implements AutoCloseable {

    private static final String VERSION = "0.51.1";

    private static final Pattern RULE = Pattern.compile("(?m)^id:");

    private final Path folder;
    private final Path program;
    private final Path rules;
    private final int count;

    private AstGrep(Path folder) throws IOException {
        String text = packedRules();
        this.folder = folder;
        this.program = program(folder);
        this.rules = Files.writeString(folder.resolve("rules.yml"), text);
        this.count = (int) RULE.matcher(text).results().count();
    }

    /** @throws IOException where npm is missing or cannot fetch it; nothing is left behind then */
    static AstGrep install() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("upkeep-ast-grep");
        try {
            run(List.of(
                    "npm",
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--prefix",
                    folder.toString(),
                    "@ast-grep/cli@" + VERSION));
            return new AstGrep(folder);
        } catch (IOException | InterruptedException e) {
            delete(folder);
            throw e;
        }
    }

    private static String packedRules() throws IOException {
        try (InputStream resource = AstGrep.class.getResourceAsStream("/ast-grep-rust.yml")) {
            if (resource == null) {
                throw new IllegalStateException("ast-grep-rust.yml is not packed");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** How many rules it is asked to apply. */
    int rules() {
        return count;
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

    /** Its processor time over a folder, user and system, start and reading of files included. */
    long cpuNanos(Path subject) throws IOException, InterruptedException {
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
        return (long) ((Double.parseDouble(parts[0]) + Double.parseDouble(parts[1])) * 1e9);
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
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
