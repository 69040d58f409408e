package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.domain.Refusal;
import dev.upkeep.analyzer.domain.SourceAddress.Remote;
import dev.upkeep.events.AnalysisRefused.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a failed transfer means, from what the client said: git and JGit say it in words only. */
final class TransferRefusals {

    private record Sign(Reason reason, String words) {}

    /** In the order in which they are looked for; the first that is found decides. */
    private static final List<Sign> SIGNS = List.of(
            new Sign(Reason.CREDENTIALS_NEEDED, "authentication"),
            new Sign(Reason.CREDENTIALS_NEEDED, "could not read username"),
            new Sign(Reason.CREDENTIALS_NEEDED, "could not read password"),
            new Sign(Reason.CREDENTIALS_NEEDED, "permission denied"),
            new Sign(Reason.CREDENTIALS_NEEDED, "host key verification failed"),
            new Sign(Reason.CREDENTIALS_NEEDED, "not authorized"),
            new Sign(Reason.CREDENTIALS_NEEDED, "returned error: 401"),
            new Sign(Reason.CREDENTIALS_NEEDED, "returned error: 403"),
            new Sign(Reason.CREDENTIALS_NEEDED, "403 forbidden"),
            new Sign(Reason.HOST_UNREACHABLE, "could not resolve"),
            new Sign(Reason.HOST_UNREACHABLE, "failed to connect"),
            new Sign(Reason.HOST_UNREACHABLE, "couldn't connect"),
            new Sign(Reason.HOST_UNREACHABLE, "connection refused"),
            new Sign(Reason.HOST_UNREACHABLE, "connection reset"),
            new Sign(Reason.HOST_UNREACHABLE, "connection timed out"),
            new Sign(Reason.HOST_UNREACHABLE, "timed out"),
            new Sign(Reason.HOST_UNREACHABLE, "unreachable"),
            new Sign(Reason.HOST_UNREACHABLE, "ssl"),
            new Sign(Reason.HOST_UNREACHABLE, "certificate"),
            new Sign(Reason.HOST_UNREACHABLE, "returned error: 5"),
            new Sign(Reason.ADDRESS_NOT_ALLOWED, "returned error: 30"),
            new Sign(Reason.ADDRESS_NOT_ALLOWED, "redirect"),
            new Sign(Reason.NOT_A_REPOSITORY, "is this a git repository"),
            new Sign(Reason.NOT_A_REPOSITORY, "invalid advertisement"),
            new Sign(Reason.NOT_FOUND, "not found"),
            new Sign(Reason.NOT_FOUND, "returned error: 404"),
            new Sign(Reason.NOT_FOUND, "does not exist"),
            new Sign(Reason.NOT_FOUND, "does not appear to be a git repository"),
            new Sign(Reason.NOT_A_REPOSITORY, "not a git repository"));

    private TransferRefusals() {}

    /** The refusal that the words stand for. */
    static Refusal of(Remote remote, String words) {
        String said = words.toLowerCase(Locale.ROOT);
        Reason reason = SIGNS.stream()
                .filter(sign -> said.contains(sign.words()))
                .map(Sign::reason)
                .findFirst()
                .orElse(Reason.HOST_UNREACHABLE);
        return new Refusal(reason, detail(reason, remote) + " (It said: " + shortened(words) + ")");
    }

    /** The transfer took longer than it may. */
    static Refusal tooSlow(Remote remote, Duration limit) {
        return new Refusal(
                Reason.TOO_SLOW,
                "The repository did not arrive from " + remote.host() + " within " + limit.toSeconds()
                        + " s. Try again later, or have upkeep.analyzer.limits.mirror-time raised.");
    }

    /** The repository is larger than a mirror may be. */
    static Refusal tooLarge(long bytes) {
        return new Refusal(
                Reason.TOO_LARGE,
                "The repository with its history takes more than " + bytes / 1_000_000
                        + " MB. Have upkeep.analyzer.limits.mirror-bytes raised.");
    }

    private static String detail(Reason reason, Remote remote) {
        return switch (reason) {
            case CREDENTIALS_NEEDED ->
                remote.host() + " does not show this repository without credentials, or it does not exist. Check the"
                        + " address, or put credentials into the analyser's credentials file.";
            case ADDRESS_NOT_ALLOWED ->
                "The address leads on to another one, which is not followed because it could lead into a private"
                        + " network. Give the final address; it often ends in .git.";
            case NOT_FOUND -> remote.host() + " has no such repository. Check the address for a typo.";
            case NOT_A_REPOSITORY -> "There is something at the address, but no Git repository. Check the address.";
            case HOST_UNREACHABLE,
                    EMPTY_REPOSITORY,
                    UNKNOWN_REF,
                    TOO_LARGE,
                    TOO_SLOW,
                    INVALID_CONFIGURATION,
                    SUPERSEDED,
                    INTERNAL_ERROR ->
                remote.host() + " did not deliver the repository. Check that the host is up and reachable from the"
                        + " analyser, then try again.";
        };
    }

    private static String shortened(String words) {
        String line = words.strip().replaceAll("\\s*\\R\\s*", "; ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
