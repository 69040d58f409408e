package dev.upkeep.ingest.domain;

import dev.upkeep.ingest.domain.Source.Address;
import dev.upkeep.ingest.domain.Source.Folder;
import dev.upkeep.ingest.domain.Source.Refused;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what people write where a repository is meant. Only what is known to be harmless passes: git also takes
 * addresses that run commands ({@code ext::}), options ({@code -…}) and secrets.
 */
public final class SourceParser {

    private static final int LONGEST = 2048;
    private static final Set<String> WEB = Set.of("http", "https");
    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443, "ssh", 22);
    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*):(?!:).*");
    private static final Pattern REMOTE_HELPER = Pattern.compile("^[A-Za-z0-9+.-]+::.*");
    /** {@code user@host:path}, ssh's short form. */
    private static final Pattern SHORT_SSH =
            Pattern.compile("^(?:([A-Za-z0-9._][A-Za-z0-9._-]*)@)?([A-Za-z0-9][A-Za-z0-9.-]+):(?!//)(.+)$");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");

    private SourceParser() {}

    /** The source that the text names. */
    public static Source parse(String text) {
        String source = text.strip();
        if (source.isEmpty()) {
            return new Refused("The source is empty: give the absolute path or the address of a repository.");
        }
        if (source.length() > LONGEST) {
            return new Refused("The source is longer than " + LONGEST + " characters.");
        }
        if (source.codePoints().anyMatch(Character::isISOControl)) {
            return new Refused("The source holds control characters.");
        }
        if (source.startsWith("/")) {
            return folder(source);
        }
        if (REMOTE_HELPER.matcher(source).matches()) {
            return new Refused("Addresses of the form transport::address run a program and are not read.");
        }
        return address(source);
    }

    private static Source folder(String path) {
        try {
            return new Folder(Path.of(path).normalize().toString());
        } catch (InvalidPathException e) {
            return new Refused("The path is not valid: " + e.getReason());
        }
    }

    private static Source address(String source) {
        Matcher shortSsh = SHORT_SSH.matcher(source);
        Matcher scheme = SCHEME.matcher(source);
        if (source.contains("://") && scheme.matches()) {
            return url(source, scheme.group(1).toLowerCase(Locale.ROOT));
        }
        if (shortSsh.matches()
                && (shortSsh.group(1) != null || shortSsh.group(2).contains("."))) {
            return onHost(source, shortSsh.group(2), "/" + shortSsh.group(3));
        }
        if (scheme.matches()) {
            return new Refused("The scheme " + scheme.group(1) + " is not read: give an https, ssh or file address.");
        }
        return new Refused("\"" + source + "\" is neither an address nor an absolute path.");
    }

    private static Source url(String source, String scheme) {
        URI uri;
        try {
            uri = new URI(source);
        } catch (URISyntaxException e) {
            return new Refused("The address is not valid: " + e.getReason() + " at position " + e.getIndex() + ".");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return new Refused("The address of a repository has no query and no fragment.");
        }
        if (holdsSecret(uri, scheme)) {
            return new Refused("The address holds a user or password, which would end in logs and events: leave it out"
                    + " and give the analyser its credentials instead.");
        }
        return switch (scheme) {
            case "file" -> file(uri);
            case "http", "https", "ssh" -> remote(source, uri, scheme);
            default -> new Refused("The scheme " + scheme + " is not read: give an https, ssh or file address.");
        };
    }

    /** Tokens also travel as the user of an https address; only ssh's user is no secret. */
    private static boolean holdsSecret(URI uri, String scheme) {
        String authority = uri.getRawAuthority();
        if (authority == null || !authority.contains("@")) {
            return false;
        }
        String user = authority.substring(0, authority.lastIndexOf('@'));
        return WEB.contains(scheme) || user.contains(":");
    }

    private static Source file(URI uri) {
        if (uri.getRawAuthority() != null && !uri.getRawAuthority().isEmpty()) {
            return new Refused("A file address has no host: write file:///path.");
        }
        return uri.getPath() == null || !uri.getPath().startsWith("/")
                ? new Refused("A file address needs an absolute path: write file:///path.")
                : folder(uri.getPath());
    }

    private static Source remote(String source, URI uri, String scheme) {
        String host = uri.getHost();
        if (host == null) {
            return new Refused("The address names no valid host.");
        }
        boolean usual = uri.getPort() < 0 || Integer.valueOf(uri.getPort()).equals(DEFAULT_PORTS.get(scheme));
        return onHost(source, usual ? host : host + ":" + uri.getPort(), uri.getRawPath());
    }

    private static Source onHost(String source, String hostAndPort, String path) {
        String host = hostAndPort.replaceFirst(":[0-9]+$", "");
        if (!HOST.matcher(host).matches()) {
            return new Refused("The address names no valid host.");
        }
        String name = path.replaceAll("/{2,}", "/").replaceFirst("/$", "").replaceFirst("\\.git$", "");
        if (name.length() < 2 || name.startsWith("/-")) {
            return new Refused("The address names a host but no repository.");
        }
        return new Address(source, hostAndPort.toLowerCase(Locale.ROOT) + name);
    }
}
