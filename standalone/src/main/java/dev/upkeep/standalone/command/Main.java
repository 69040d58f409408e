package dev.upkeep.standalone.command;

import dev.upkeep.standalone.infrastructure.StartFailure;
import dev.upkeep.standalone.system.Console;
import dev.upkeep.standalone.system.DataFolder;
import dev.upkeep.standalone.system.Purpose;
import dev.upkeep.standalone.system.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What stands behind {@code ./upkeep}. */
@Command(
        name = "upkeep",
        description = "Keeps a ranked, evidence-backed optimisation plan for Git repositories.",
        footer = {"", "Also: upkeep test (everything that must pass), upkeep bench [NAME] (benchmarks)."})
public final class Main {

    private static final String DATA_TEXT =
            "The folder that keeps everything; without it $UPKEEP_DATA, else ~/.local/share/upkeep.";
    private static final String OTLP_TEXT = "Where traces are sent by OTLP over HTTP, say http://localhost:4318.";

    private Main() {}

    @SuppressWarnings("SystemOut") // The terminal is what this program talks to.
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments.length == 0 ? new String[] {"--help"} : arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Service.class, new ServiceConverter())
                .setExecutionExceptionHandler((problem, line, parsed) -> explain(problem, line.getErr()));
    }

    @Command(name = "scan", description = "The plan of one repository.")
    int scan(
            @Option(
                            names = {"-h", "--help"},
                            usageHelp = true,
                            description = "Shows this.")
                    boolean help,
            @Parameters(paramLabel = "<path|url>", description = "The folder of a repository, or its address.")
                    String source,
            @Option(names = "--ref", defaultValue = "HEAD", description = "Branch, tag or commit; default: HEAD.")
                    String ref,
            @Option(
                            names = "--format",
                            defaultValue = "text",
                            description = "text, markdown, json, html, sarif, csv or gitlab; default: text.")
                    ReportFormat format,
            @Option(names = "--output", paramLabel = "FILE", description = "Write the report there.")
                    Optional<Path> output,
            @Option(names = "--config", paramLabel = "FILE", description = "Instead of the repository's .upkeep.yaml.")
                    Optional<Path> config,
            @Option(
                            names = "--fail-on",
                            paramLabel = "SEVERITY",
                            description = "Exit with 1 for a finding as bad: critical, high, medium or low.")
                    Optional<Severity> failOn,
            @Option(names = "--data", paramLabel = "DIR", description = DATA_TEXT) Optional<Path> data)
            throws IOException, InterruptedException {
        output.ifPresent(Main::requireFolderOf);
        ScanRequest request = new ScanRequest(
                Source.of(source),
                ref,
                format,
                output.map(Path::toAbsolutePath),
                config.map(Main::read),
                failOn,
                DataFolder.of(data, System.getenv()));
        return new ScanCommand(new Built(home()), onTerminal()).run(request);
    }

    @Command(name = "up", description = "The whole system until Ctrl-C.")
    int up(
            @Option(
                            names = {"-h", "--help"},
                            usageHelp = true,
                            description = "Shows this.")
                    boolean help,
            @Option(
                            names = "--port",
                            defaultValue = "8080",
                            description =
                                    "Of the report; the services take those after it. 0: any that are free. Default: 8080.")
                    int port,
            @Option(names = "--data", paramLabel = "DIR", description = DATA_TEXT) Optional<Path> data,
            @Option(
                            names = "--without",
                            paramLabel = "SERVICE",
                            description = "Leave a service out, to run it in development mode; may be repeated.")
                    List<Service> without,
            @Option(
                            names = "--analyzers",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "Analyser processes that share the work. Default: 1.")
                    int analyzers,
            @Option(names = "--otlp", paramLabel = "URL", description = OTLP_TEXT) Optional<String> otlp)
            throws InterruptedException {
        requireBetween("--port", port, 0, 65_000);
        requireBetween("--analyzers", analyzers, 1, 64);
        Set<Service> leftOut = EnumSet.noneOf(Service.class);
        leftOut.addAll(without == null ? List.of() : without);
        return new UpCommand(home(), DataFolder.of(data, System.getenv()), console(false))
                .untilStopped(port, leftOut, analyzers, otlp);
    }

    @Command(name = "system", hidden = true, description = "A system for one scan, until standard input ends.")
    int system(
            @Option(names = "--data", required = true) Path data,
            @Option(names = "--quiet") boolean quiet,
            @Option(names = "--train") boolean training)
            throws IOException, InterruptedException {
        DataFolder folder = DataFolder.of(Optional.of(data), System.getenv());
        return new UpCommand(home(), folder, console(quiet)).untilUnused(training ? Purpose.TRAIN : Purpose.SCAN);
    }

    @Command(name = "prepare", hidden = true, description = "After a build: makes the start-up caches.")
    int prepare() throws IOException, InterruptedException {
        return new Preparation(new Built(home())).run();
    }

    private static Console console(boolean quiet) {
        return new Console(System.out, quiet);
    }

    private static Path home() {
        return Path.of(System.getProperty("upkeep.home", ".")).toAbsolutePath().normalize();
    }

    /** The script looks whether standard error is a terminal; a JVM cannot. */
    private static boolean onTerminal() {
        return Boolean.getBoolean("upkeep.terminal");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure(ExitStatus.USAGE, "--config " + file + " cannot be read", e);
        }
    }

    private static void requireFolderOf(Path output) {
        Path folder = output.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(output)) {
            throw new CommandFailure(ExitStatus.USAGE, "--output " + output + ": no such folder, or a folder itself");
        }
    }

    private static void requireBetween(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new CommandFailure(
                    ExitStatus.USAGE, option + " " + value + ": has to be from " + least + " to " + most);
        }
    }

    private static int explain(Exception problem, PrintWriter standardError) {
        standardError.println("upkeep: " + problem.getMessage());
        return switch (problem) {
            case CommandFailure failure -> failure.status();
            case StartFailure _ -> ExitStatus.FAILED;
            default -> {
                problem.printStackTrace(standardError);
                yield ExitStatus.FAILED;
            }
        };
    }

    private static final class ServiceConverter implements ITypeConverter<Service> {
        @Override
        public Service convert(String value) {
            return Service.named(value)
                    .orElseThrow(() -> new TypeConversionException("'" + value
                            + "' is none of ingest-service, analyzer-service, scoring-service, report-service"));
        }
    }
}
