package dev.upkeep.engine.syntax;

import dev.upkeep.engine.source.Language;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/**
 * Makes up for a gap of the grammars of JavaScript and TSX: a bare {@code &} in the text of an element, as in {@code
 * <b>Terms & Conditions</b>}, which every compiler takes, is an error to them that may spread over the whole file. What
 * the parser reads has a space in its place; the tree keeps the source as it is, so no offset and no text changes.
 */
final class JsxText {

    private static final Set<Language> WITH_ELEMENTS = EnumSet.of(Language.TSX, Language.JAVASCRIPT);
    private static final byte[] SPACE = "{\" \"}".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_TEXT = 2000;

    private JsxText() {}

    /** The source itself where nothing is to be done. */
    static byte[] readable(byte[] source, Language language) {
        if (!WITH_ELEMENTS.contains(language)) {
            return source;
        }
        BitSet bare = new BitSet();
        for (int at = 0; at < source.length; at++) {
            if (source[at] == '&' && !isReference(source, at + 1) && isInText(source, at + 1)) {
                bare.set(at);
            }
        }
        if (bare.isEmpty()) {
            return source;
        }
        byte[] readable = source.clone();
        bare.stream().forEach(at -> readable[at] = ' ');
        return readable;
    }

    /** A name or number and a semicolon, as behind the sign of a character reference. */
    private static boolean isReference(byte[] source, int start) {
        int at = start;
        while (at < source.length && (Character.isLetterOrDigit(source[at]) || source[at] == '#')) {
            at++;
        }
        return at > start && at < source.length && source[at] == ';';
    }

    /**
     * A closing tag follows, or the space that formatters write as {@code {" "}}, without quotes or other brackets before:
     * in code, {@code </} stands in texts only.
     */
    private static boolean isInText(byte[] source, int start) {
        int end = Math.min(source.length - 1, start + LONGEST_TEXT);
        for (int at = start; at < end; at++) {
            switch (source[at]) {
                case '<' -> {
                    return source[at + 1] == '/';
                }
                case '{' -> {
                    return Arrays.equals(
                            source, at, Math.min(source.length, at + SPACE.length), SPACE, 0, SPACE.length);
                }
                case '>', '}', '\'', '"', '`' -> {
                    return false;
                }
                default -> {
                    // A character of the text, or of the code that it then is not.
                }
            }
        }
        return false;
    }
}
