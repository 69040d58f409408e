package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.analyzer.domain.SourceAddress.Remote;
import dev.upkeep.analyzer.outbound.git.AddressRules.Allowed;
import dev.upkeep.analyzer.outbound.git.LimitedProcess.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Transfers by the git executable, which is two to twenty times as fast as JGit's client. It runs with an environment
 * of its own: no configuration but what is written here, no hooks, no prompts, no helper programs.
 */
final class CommandLineTransport implements GitTransport {

    private static final Pattern HEAD_LINE = Pattern.compile("^ref: (refs/heads/\\S+)\\s+HEAD$", Pattern.MULTILINE);

    /** Faults of old commits that harm nobody and that many well-known repositories have. */
    private static final List<String> HARMLESS = List.of(
            "zeroPaddedFilemode",
            "badTimezone",
            "badDate",
            "badDateOverflow",
            "badEmail",
            "badName",
            "missingEmail",
            "missingNameBeforeEmail",
            "missingSpaceBeforeDate",
            "missingSpaceBeforeEmail",
            "missingTaggerEntry",
            "badTagName",
            "gitmodulesParse",
            "zeroPaddedDate");

    private final String executable;
    private final Path empty;
    private final List<String> protocols;
    private final Optional<Path> credentials;

    /**
     * The executable with an empty folder that serves as home and as the place of hooks.
     *
     * @param protocols what git may speak
     */
    CommandLineTransport(String executable, Path empty, List<String> protocols, Optional<Path> credentials) {
        this.executable = executable;
        this.empty = empty;
        this.protocols = protocols;
        this.credentials = credentials;
    }

    /** Whether the executable is there and new enough to be held to addresses (2.37). */
    static boolean isUsable(String executable) {
        try {
            Result version =
                    LimitedProcess.run(new ProcessBuilder(executable, "version"), Duration.ofSeconds(10), () -> false);
            Matcher number = Pattern.compile("git version (\\d+)\\.(\\d+)").matcher(version.output());
            return number.find()
                    && Integer.parseInt(number.group(1)) * 1000 + Integer.parseInt(number.group(2)) >= 2037;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public Outcome<Optional<String>> head(Path mirror, Allowed address, Duration limit) throws IOException {
        Remote remote = address.remote();
        List<String> command = command(address);
        command.addAll(List.of("ls-remote", "--symref", "--end-of-options", remote.url(), "HEAD"));
        Result result = LimitedProcess.run(process(command), limit, () -> false);
        return settle(result, remote, limit, () -> {
            Matcher head = HEAD_LINE.matcher(result.output());
            return head.find() ? Optional.of(head.group(1)) : Optional.empty();
        });
    }

    @Override
    public Outcome<Path> fetch(Path mirror, Allowed address, Fetch fetch) throws IOException {
        List<String> command = command(address);
        command.addAll(List.of("--git-dir", mirror.toString(), "fetch", "--quiet", "--prune", "--no-tags"));
        command.addAll(List.of("--no-recurse-submodules", "--no-auto-maintenance", "--no-write-fetch-head"));
        if (fetch.shallow()) {
            command.add("--depth=1");
        }
        command.addAll(List.of("--end-of-options", address.remote().url()));
        command.addAll(fetch.refspecs());
        Result result = LimitedProcess.run(
                process(command), fetch.limit(), () -> MirrorSize.of(mirror) > fetch.largestMirror());
        return result.end() == LimitedProcess.End.STOPPED
                ? new Outcome.Refused<>(TransferRefusals.tooLarge(fetch.largestMirror()))
                : settle(result, address.remote(), fetch.limit(), () -> mirror);
    }

    private static <T> Outcome<T> settle(Result result, Remote remote, Duration limit, Supplier<T> answer) {
        if (result.end() == LimitedProcess.End.TOO_SLOW) {
            return new Outcome.Refused<>(TransferRefusals.tooSlow(remote, limit));
        }
        return result.status() == 0
                ? Outcome.of(answer.get())
                : new Outcome.Refused<>(TransferRefusals.of(remote, result.errors()));
    }

    private List<String> command(Allowed address) {
        List<String> command = new ArrayList<>(List.of(executable));
        setting(command, "core.hooksPath", empty.toString());
        setting(command, "core.askPass", "false");
        setting(command, "gc.auto", "0");
        setting(command, "maintenance.auto", "false");
        setting(command, "transfer.fsckObjects", "true");
        HARMLESS.forEach(fault -> setting(command, "fetch.fsck." + fault, "ignore"));
        setting(command, "fetch.unpackLimit", "1");
        setting(command, "protocol.allow", "never");
        protocols.forEach(protocol -> setting(command, "protocol." + protocol + ".allow", "always"));
        setting(command, "http.followRedirects", "false");
        setting(command, "http.lowSpeedLimit", "1");
        setting(command, "http.lowSpeedTime", "60");
        setting(command, "credential.helper", "");
        credentials.ifPresent(file -> setting(command, "credential.helper", "store --file='" + file + "'"));
        if (address.remote().scheme().startsWith("http")) {
            setting(command, "http.curloptResolve", pinned(address));
        }
        return command;
    }

    private static void setting(List<String> command, String name, String value) {
        command.add("-c");
        command.add(name + "=" + value);
    }

    /** {@code host:port:address,address}, in curl's notation. */
    private static String pinned(Allowed address) {
        Remote remote = address.remote();
        return remote.host() + ":" + remote.port() + ":"
                + address.ips().stream().map(InetAddress::getHostAddress).collect(Collectors.joining(","));
    }

    private ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(empty.toFile());
        GitEnvironment.apply(builder.environment(), empty);
        return builder;
    }
}
