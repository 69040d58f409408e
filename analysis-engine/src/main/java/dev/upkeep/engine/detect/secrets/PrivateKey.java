package dev.upkeep.engine.detect.secrets;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A private key in the form of RFC 7468. Where its body is the DER of a key, the length that this begins with must be
 * that of the body: a key that shows how one looks is cut short.
 */
final class PrivateKey {

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ((?:[A-Z]+ )*PRIVATE KEY)-----\\s*$");
    private static final Pattern FULL_LINE = Pattern.compile("\\s*[A-Za-z0-9+/=]{40,}\\s*");
    private static final Pattern LAST_LINE = Pattern.compile("\\s*[A-Za-z0-9+/=]+\\s*");
    private static final String END = "-----END ";
    private static final int SEQUENCE = 0x30;
    private static final int LONG_FORM = 0x80;

    private PrivateKey() {}

    /** Whether one begins on this line, counted from 0, and may be a whole one. */
    static boolean beginsAt(List<String> lines, int at) {
        String line = lines.get(at);
        return line.contains("PRIVATE KEY")
                && BEGIN.matcher(line).find()
                && at + 1 < lines.size()
                && FULL_LINE.matcher(lines.get(at + 1)).matches()
                && body(lines, at + 1).filter(PrivateKey::isWhole).isPresent();
    }

    /** The decoded lines up to the end of the key; empty where it has none, or other text stands in between. */
    private static Optional<byte[]> body(List<String> lines, int first) {
        StringBuilder text = new StringBuilder();
        for (String line : lines.subList(first, lines.size())) {
            if (line.contains(END)) {
                return decoded(text.toString());
            }
            if (!LAST_LINE.matcher(line).matches()) {
                return Optional.empty();
            }
            text.append(line.strip());
        }
        return Optional.empty();
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Keys of OpenSSH are no DER and are taken as they are. */
    private static boolean isWhole(byte[] body) {
        if (body.length < 2 || body[0] != SEQUENCE) {
            return body.length > 2;
        }
        int first = body[1] & 0xff;
        int bytesOfLength = first < LONG_FORM ? 0 : first - LONG_FORM;
        long length = first < LONG_FORM ? first : 0;
        for (int at = 0; at < bytesOfLength && at + 2 < body.length; at++) {
            length = (length << 8) | (body[at + 2] & 0xff);
        }
        return length + 2 + bytesOfLength == body.length;
    }
}
