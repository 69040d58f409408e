package dev.upkeep.standalone.command;

import static dev.upkeep.standalone.command.Syntax.flag;
import static dev.upkeep.standalone.command.Syntax.option;

import dev.upkeep.standalone.infrastructure.StartFailure;
import dev.upkeep.standalone.system.Console;
import dev.upkeep.standalone.system.DataFolder;
import dev.upkeep.standalone.system.Purpose;
import dev.upkeep.standalone.system.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;

/**
 * What stands behind {@code ./upkeep}. Options are declared with calls, not with annotations: to read those took half of
 * the time that a command needs to start.
 */
public final class Main {

    private static final Option REF = option("ref", "REF", "Branch, tag or commit; default: HEAD.");
    private static final Option FORMAT =
            option("format", "FORMAT", "text, markdown, json, html, sarif, csv or gitlab; default: text.");
    private static final Option OUTPUT = option("output", "FILE", "Write the report there.");
    private static final Option CONFIG = option("config", "FILE", "Instead of the repository's .upkeep.yaml.");
    private static final Option FAIL_ON =
            option("fail-on", "SEVERITY", "Exit with 1 for a finding as bad: critical, high, medium or low.");
    private static final Option DATA = option(
            "data", "DIR", "The folder that keeps everything; without it $UPKEEP_DATA, else ~/.local/share/upkeep.");
    private static final Option PORT = option(
            "port", "PORT", "Of the report; the services take those after it. 0: any that are free. Default: 8080.");
    private static final Option WITHOUT =
            option("without", "SERVICE", "Leave a service out, to run it in development mode; may be repeated.");
    private static final Option ANALYZERS =
            option("analyzers", "N", "Analyser processes that share the work. Default: 1.");
    private static final Option OTLP =
            option("otlp", "URL", "Where traces are sent by OTLP over HTTP, say http://localhost:4318.");
    private static final Option QUIET = flag("quiet", "Says nothing but what went wrong.");
    private static final Option TRAIN = flag("train", "Shows the virtual machines what there is to learn.");

    private static final Syntax SCAN = new Syntax(
            "scan",
            Optional.of("<path|url>"),
            "The plan of one repository.",
            List.of(REF, FORMAT, OUTPUT, CONFIG, FAIL_ON, DATA, Syntax.HELP));
    private static final Syntax UP = new Syntax(
            "up",
            Optional.empty(),
            "The whole system until Ctrl-C.",
            List.of(PORT, DATA, WITHOUT, ANALYZERS, OTLP, Syntax.HELP));
    private static final Syntax SYSTEM = new Syntax(
            "system",
            Optional.empty(),
            "A system for one scan, until standard input ends.",
            List.of(DATA, QUIET, TRAIN, Syntax.HELP));
    private static final Syntax PREPARE =
            new Syntax("prepare", Optional.empty(), "After a build: makes the start-up caches.", List.of(Syntax.HELP));

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @SuppressWarnings("SystemOut") // The terminal is what this program talks to.
    public static void main(String[] arguments) {
        System.exit(new Main(System.out, System.err).execute(List.of(arguments)));
    }

    /** Does what the words say; what goes wrong is said on standard error. */
    int execute(List<String> words) {
        try {
            return dispatch(
                    words.isEmpty() ? "" : words.getFirst(),
                    words.stream().skip(1).toList());
        } catch (CommandFailure failure) {
            err.println("upkeep: " + failure.getMessage());
            return failure.status();
        } catch (StartFailure failure) {
            err.println("upkeep: " + failure.getMessage());
            return ExitStatus.FAILED;
        } catch (IOException | InterruptedException | RuntimeException problem) {
            err.println("upkeep: " + problem.getMessage());
            problem.printStackTrace(err);
            return ExitStatus.FAILED;
        }
    }

    private int dispatch(String command, List<String> words) throws IOException, InterruptedException {
        return switch (command) {
            case "scan" -> perform(SCAN, words, this::scan);
            case "up" -> perform(UP, words, this::up);
            case "system" -> perform(SYSTEM, words, this::system);
            case "prepare" -> perform(PREPARE, words, this::prepare);
            default ->
                throw new CommandFailure(ExitStatus.USAGE, "'" + command + "' is no command: upkeep scan, upkeep up");
        };
    }

    private int perform(Syntax syntax, List<String> words, Action action) throws IOException, InterruptedException {
        Arguments arguments = syntax.parse(words);
        if (arguments.has(Syntax.HELP)) {
            out.print(syntax.help());
            return ExitStatus.DONE;
        }
        if (syntax.operand().isEmpty()) {
            arguments.requireNoOperand();
        }
        return action.perform(arguments);
    }

    private int scan(Arguments arguments) throws IOException, InterruptedException {
        Optional<Path> output = arguments.path(OUTPUT);
        output.ifPresent(Main::requireFolderOf);
        ScanRequest request = new ScanRequest(
                Source.of(arguments.operand("<path|url>")),
                arguments.value(REF).orElse("HEAD"),
                arguments.choice(FORMAT, ReportFormat.class).orElse(ReportFormat.TEXT),
                output.map(Path::toAbsolutePath),
                arguments.path(CONFIG).map(Main::read),
                arguments.choice(FAIL_ON, Severity.class),
                DataFolder.of(arguments.path(DATA), System.getenv()));
        return new ScanCommand(new Built(home()), onTerminal()).run(request);
    }

    private int up(Arguments arguments) throws InterruptedException {
        int port = arguments.number(PORT, 0, 65_000, 8080);
        int analyzers = arguments.number(ANALYZERS, 1, 64, 1);
        Set<Service> leftOut = arguments.values(WITHOUT).stream()
                .map(Main::service)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Service.class)));
        return new UpCommand(home(), DataFolder.of(arguments.path(DATA), System.getenv()), console(false))
                .untilStopped(port, leftOut, analyzers, arguments.value(OTLP));
    }

    private int system(Arguments arguments) throws IOException, InterruptedException {
        DataFolder folder = DataFolder.of(Optional.of(arguments.requiredPath(DATA)), System.getenv());
        return new UpCommand(home(), folder, console(arguments.has(QUIET)))
                .untilUnused(arguments.has(TRAIN) ? Purpose.TRAIN : Purpose.SCAN);
    }

    private int prepare(Arguments arguments) throws IOException, InterruptedException {
        return new Preparation(new Built(home())).run();
    }

    private Console console(boolean quiet) {
        return new Console(out, quiet);
    }

    private static Service service(String name) {
        return Service.named(name)
                .orElseThrow(() -> new CommandFailure(
                        ExitStatus.USAGE,
                        "--without " + name + ": has to be "
                                + Stream.of(Service.values())
                                        .map(Service::moduleName)
                                        .collect(Collectors.joining(", "))));
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

    /** What a command does. */
    @FunctionalInterface
    private interface Action {
        int perform(Arguments arguments) throws IOException, InterruptedException;
    }
}
