package dev.upkeep.engine;

import dev.upkeep.engine.rule.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The version of everything that decides what is found: a digest over the engine's own classes and all rules. Two
 * processes with the same version find the same, so they may share cached results.
 */
final class RulesetVersion {

    private static final int DIGITS = 12;

    private RulesetVersion() {}

    static String of(Collection<Rule> rules) {
        MessageDigest digest = sha256();
        rules.forEach(rule -> digest.update(rule.toString().getBytes(StandardCharsets.UTF_8)));
        try {
            for (Path file : ownClasses()) {
                digest.update(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the engine's own classes", e);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    /** A digest over these rules alone. */
    static String digest(Collection<Rule> rules) {
        MessageDigest digest = sha256();
        rules.forEach(rule -> digest.update(rule.toString().getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static List<Path> ownClasses() throws IOException {
        CodeSource source = RulesetVersion.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(Path.of(source.getLocation().toURI()))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the engine lies at no address: " + source.getLocation(), e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
