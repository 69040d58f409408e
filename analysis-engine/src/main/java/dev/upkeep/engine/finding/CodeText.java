package dev.upkeep.engine.finding;

import java.util.regex.Pattern;

/**
 * Code without what a reader passes over. Comments are found by their marks alone, in whatever language; written as
 * loops, since two windows of lines go through here for each finding.
 */
final class CodeText {

    private static final Pattern BLOCK = Pattern.compile("(?s)/\\*.*?\\*/");

    private CodeText() {}

    /** Drops white space. */
    static String packed(String text) {
        StringBuilder packed = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            if (!isSpace(text.charAt(at))) {
                packed.append(text.charAt(at));
            }
        }
        return packed.toString();
    }

    /** Drops comments; those that go to the end of their line must begin it, or stand behind white space. */
    static String withoutComments(String text) {
        StringBuilder code = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int mark = beginsLine(text, at) ? mark(text, at) : -1;
            if (mark < 0 && isSpace(text.charAt(at))) {
                mark = mark(text, at + 1);
            }
            if (mark < 0) {
                code.append(text.charAt(at));
                at++;
            } else {
                at = lineEnd(text, mark);
            }
        }
        return code.indexOf("/*") < 0 ? code.toString() : BLOCK.matcher(code).replaceAll("");
    }

    /** Where the mark of a comment that stands here ends; -1 where none does. */
    private static int mark(String text, int at) {
        if (text.startsWith("//", at)) {
            return at + 2;
        }
        if (text.startsWith("#", at) && !text.startsWith("[", at + 1)) {
            return at + 1;
        }
        return isDashes(text, at) ? at + 3 : -1;
    }

    /** The white space belongs to the mark, so a bare {@code --} takes the next line with it; half a line break does not. */
    private static boolean isDashes(String text, int at) {
        return text.startsWith("--", at)
                && at + 2 < text.length()
                && isSpace(text.charAt(at + 2))
                && !text.startsWith("\r\n", at + 2);
    }

    private static boolean beginsLine(String text, int at) {
        return at == 0 || endsLine(text.charAt(at - 1));
    }

    private static int lineEnd(String text, int from) {
        int at = from;
        while (at < text.length() && !endsLine(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean endsLine(char character) {
        return switch (character) {
            case '\n', '\r', '\u0085', '\u2028', '\u2029' -> true;
            default -> false;
        };
    }

    private static boolean isSpace(char character) {
        return switch (character) {
            case ' ', '\t', '\n', '\u000B', '\f', '\r' -> true;
            default -> false;
        };
    }
}
