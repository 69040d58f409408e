package dev.upkeep.engine.source;

/** The place in a file up to which it was read, and what stood on the lines so far. Moves forward only. */
final class LineTally {

    private static final String WORD_ENDS = " \t\r\n;|&([,";

    private final byte[] content;
    private int at;
    private int lineStart;
    private boolean codeOnLine;
    private boolean commentOnLine;
    private int lastCode = -1;

    private int code;
    private int comment;
    private int blank;

    LineTally(byte[] content) {
        this.content = content;
    }

    boolean atEnd() {
        return at >= content.length;
    }

    /** The byte so many ahead, 0 to 255; -1 behind the end. */
    int peek(int ahead) {
        return at + ahead < content.length ? content[at + ahead] & 0xFF : -1;
    }

    /** Whether this mark, of ASCII, stands here. */
    boolean stands(String mark) {
        for (int index = 0; index < mark.length(); index++) {
            if (peek(index) != mark.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word may begin here. */
    boolean atWord() {
        return at == 0 || WORD_ENDS.indexOf(content[at - 1]) >= 0;
    }

    /** Whether no code stood on this line so far. */
    boolean lineHasNoCode() {
        return !codeOnLine;
    }

    /** Whether the last byte of code is one of these; false before the first. */
    boolean lastCodeIsOneOf(String marks) {
        return lastCode >= 0 && marks.indexOf(content[lastCode]) >= 0;
    }

    /** Whether the code so far ends with this word. */
    boolean lastCodeIs(String word) {
        int start = lastCode - word.length() + 1;
        if (start < 0 || (start > 0 && Character.isJavaIdentifierPart(content[start - 1]))) {
            return false;
        }
        for (int index = 0; index < word.length(); index++) {
            if (content[start + index] != word.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    /** Moves over so many bytes, or to the end: they belong to a comment, or else to code. */
    void step(int bytes, boolean remark) {
        int end = Math.min(content.length, at + bytes);
        while (at < end) {
            byte here = content[at];
            if (here == '\n') {
                at++;
                endLine();
                continue;
            }
            if (!blank(here)) {
                codeOnLine |= !remark;
                commentOnLine |= remark;
                lastCode = remark ? lastCode : at;
            }
            at++;
        }
    }

    /** Moves over code up to where something may open, or a backslash takes the next byte's meaning. */
    void stepOverCode(boolean[] opener) {
        while (at < content.length && !opener[content[at] & 0xFF] && content[at] != '\\') {
            byte here = content[at];
            if (here == '\n') {
                at++;
                endLine();
                continue;
            }
            if (!blank(here)) {
                codeOnLine = true;
                lastCode = at;
            }
            at++;
        }
    }

    LineCounts counts() {
        if (lineStart < content.length) {
            endLine();
        }
        return new LineCounts(code + comment + blank, code, comment, blank);
    }

    private void endLine() {
        if (codeOnLine) {
            code++;
        } else if (commentOnLine) {
            comment++;
        } else {
            blank++;
        }
        codeOnLine = false;
        commentOnLine = false;
        lineStart = at;
    }

    private static boolean blank(byte here) {
        return here == ' ' || here == '\t' || here == '\r' || here == '\f';
    }
}
