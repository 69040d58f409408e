package dev.upkeep.analyzer.domain;

import dev.upkeep.events.AnalysisRefused.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a repository is read from, by its form alone: nothing is looked up here. */
public sealed interface SourceAddress {

    /** A folder of this machine. */
    record Folder(Path path) implements SourceAddress {}

    /**
     * A repository on another host.
     *
     * @param url what git is given
     * @param scheme {@code https}, {@code http} or {@code ssh}
     * @param port the one that applies, the scheme's own where none is written
     */
    record Remote(String url, String scheme, String host, int port) implements SourceAddress {}

    /** {@code git@host:owner/name}, the short form of ssh. */
    Pattern SHORT_SSH = Pattern.compile("(?:([\\w.-]+)@)?([\\w][\\w.-]*):(?!/)([^\\s\\\\]+)");

    /** Reads the address. */
    static Outcome<SourceAddress> parse(String text) {
        try {
            if (text.startsWith("/")) {
                return Outcome.of(new Folder(Path.of(text)));
            }
            Matcher ssh = SHORT_SSH.matcher(text);
            if (ssh.matches()) {
                return Outcome.of(new Remote(text, "ssh", ssh.group(2), 22));
            }
            return ofUri(text, new URI(text));
        } catch (URISyntaxException | InvalidPathException e) {
            return unreadable(text);
        }
    }

    private static Outcome<SourceAddress> ofUri(String text, URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "file" -> uri.getPath() == null ? unreadable(text) : Outcome.of(new Folder(Path.of(uri.getPath())));
            case "https" -> remote(text, uri, scheme, 443);
            case "http" -> remote(text, uri, scheme, 80);
            case "ssh" -> remote(text, uri, scheme, 22);
            case "" -> unreadable(text);
            default ->
                Outcome.refused(
                        Reason.ADDRESS_NOT_ALLOWED,
                        "Repositories are read over https or ssh, not over '" + scheme + "'. Give an https address.");
        };
    }

    private static Outcome<SourceAddress> remote(String text, URI uri, String scheme, int defaultPort) {
        if (uri.getHost() == null) {
            return unreadable(text);
        }
        if (!scheme.equals("ssh") && uri.getUserInfo() != null) {
            return Outcome.refused(
                    Reason.ADDRESS_NOT_ALLOWED,
                    "The address holds a user name or a password, which would be stored in events and logs. Give it"
                            + " without, and put the credentials into the analyser's credentials file.");
        }
        int port = uri.getPort() < 0 ? defaultPort : uri.getPort();
        return Outcome.of(new Remote(text, scheme, uri.getHost(), port));
    }

    private static Outcome<SourceAddress> unreadable(String text) {
        return Outcome.refused(
                Reason.NOT_FOUND,
                "'" + text + "' is neither an absolute path nor an https or ssh address. Give one of these.");
    }
}
