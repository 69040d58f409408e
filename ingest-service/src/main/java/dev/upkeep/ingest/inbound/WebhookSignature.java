package dev.upkeep.ingest.inbound;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 over the raw bytes of a body, as {@code X-Hub-Signature-256} carries it. */
final class WebhookSignature {

    private static final String PREFIX = "sha256=";
    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /**
     * Whether one of the secrets made the signature. Takes the same time wherever the first difference is.
     *
     * @param header {@code sha256=} and 64 hexadecimal digits
     */
    static boolean matches(String header, byte[] body, List<String> secrets) {
        byte[] claimed = decode(header);
        boolean matches = false;
        for (String secret : secrets) {
            matches |= MessageDigest.isEqual(claimed, sign(body, secret));
        }
        return matches;
    }

    private static byte[] decode(String header) {
        try {
            return header.startsWith(PREFIX) ? HexFormat.of().parseHex(header.substring(PREFIX.length())) : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] sign(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
