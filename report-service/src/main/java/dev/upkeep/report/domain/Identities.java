package dev.upkeep.report.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** Identities for new findings: their fingerprints, unless a finding that has moved took that one along. One thread. */
final class Identities {

    private final Set<String> taken = new HashSet<>();

    Identities(Collection<LedgerEntry> remembered) {
        remembered.forEach(entry -> taken.add(entry.fingerprint()));
    }

    /** The next identity of a finding with this fingerprint; the same ledger and order give the same ones. */
    String next(String fingerprint) {
        String identity = fingerprint;
        for (int attempt = 1; !taken.add(identity); attempt++) {
            identity = sha256(fingerprint + "\u001f" + attempt);
        }
        return identity;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
