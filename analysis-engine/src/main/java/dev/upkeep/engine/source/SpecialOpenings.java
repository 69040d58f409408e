package dev.upkeep.engine.source;

import dev.upkeep.engine.source.Lexis.Trait;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What only one or two languages have: raw strings, templates, regular expressions, here-documents. */
final class SpecialOpenings {

    /** Behind these a slash cannot divide. */
    private static final String BEFORE_EXPRESSION = "(,=:[!&|?{};+-*%>~^";

    private static final List<String> WORDS_BEFORE_EXPRESSION = List.of("return", "typeof", "case", "in", "of", "void");

    /** The longest character in Rust, from apostrophe to apostrophe: <code>'&#92;u{10FFFF}'</code>. */
    private static final int LONGEST_CHARACTER = 12;

    private final LineTally tally;
    private final Lexis lexis;
    /** For each open template, how many braces of the code within are open. */
    private final Deque<Integer> templates = new ArrayDeque<>();

    SpecialOpenings(LineTally tally, Lexis lexis) {
        this.tally = tally;
        this.lexis = lexis;
    }

    /** Steps over what opens here; false if nothing does. */
    boolean steppedOver() {
        return switch (tally.peek(0)) {
            case 'r' -> lexis.has(Trait.RAW_HASHES) && rawString();
            case '\'' -> lexis.has(Trait.LIFETIMES) && character();
            case '`' -> lexis.has(Trait.TEMPLATES) && templateText();
            case '{', '}' -> !templates.isEmpty() && brace();
            case '/' -> lexis.has(Trait.REGULAR_EXPRESSIONS) && expressionMayStart() && regularExpression();
            case '<' -> lexis.has(Trait.HERE_DOCUMENTS) && hereDocument();
            default -> false;
        };
    }

    private boolean rawString() {
        int hashes = 0;
        while (tally.peek(1 + hashes) == '#') {
            hashes++;
        }
        if (tally.peek(1 + hashes) != '"') {
            return false;
        }
        String close = "\"" + "#".repeat(hashes);
        tally.step(hashes + 2, false);
        while (!tally.atEnd() && !tally.stands(close)) {
            tally.step(1, false);
        }
        tally.step(close.length(), false);
        return true;
    }

    /** A character between apostrophes; the apostrophe of a lifetime opens nothing. */
    private boolean character() {
        boolean escaped = tally.peek(1) == '\\';
        int end = escaped ? 3 : 2;
        while (end < LONGEST_CHARACTER && tally.peek(end) != '\'' && (escaped || isContinuation(tally.peek(end)))) {
            end++;
        }
        if (tally.peek(end) != '\'') {
            return false;
        }
        tally.step(end + 1, false);
        return true;
    }

    private static boolean isContinuation(int unit) {
        return unit >= 0 && (unit & 0xC0) == 0x80;
    }

    /** A brace in the code of a template: the last one leads back to its text. */
    private boolean brace() {
        int open = templates.pop();
        if (open == 0 && tally.peek(0) == '}') {
            return templateText();
        }
        templates.push(open + (tally.peek(0) == '{' ? 1 : -1));
        tally.step(1, false);
        return true;
    }

    /** From the mark that opens the text to its end, or to code within it. */
    private boolean templateText() {
        tally.step(1, false);
        while (!tally.atEnd() && tally.peek(0) != '`') {
            if (tally.peek(0) == '$' && tally.peek(1) == '{') {
                tally.step(2, false);
                templates.push(0);
                return true;
            }
            tally.step(tally.peek(0) == '\\' ? 2 : 1, false);
        }
        tally.step(1, false);
        return true;
    }

    private boolean expressionMayStart() {
        return tally.lastCodeIsOneOf(BEFORE_EXPRESSION)
                || WORDS_BEFORE_EXPRESSION.stream().anyMatch(tally::lastCodeIs);
    }

    /** It must end on its line, or the slash divided. */
    private boolean regularExpression() {
        boolean inClass = false;
        for (int ahead = 1; tally.peek(ahead) >= 0 && tally.peek(ahead) != '\n'; ahead++) {
            int here = tally.peek(ahead);
            if (here == '/' && !inClass) {
                tally.step(ahead + 1, false);
                return true;
            }
            inClass = here == '[' || (inClass && here != ']');
            ahead += here == '\\' ? 1 : 0;
        }
        return false;
    }

    /** {@code <<WORD}, {@code <<-WORD}, {@code <<'WORD'}: all lines up to the one that is the word alone. */
    private boolean hereDocument() {
        if (tally.peek(1) != '<' || tally.peek(2) == '<') {
            return false;
        }
        int from = 2;
        while (tally.peek(from) >= 0 && "-'\"\\ ".indexOf(tally.peek(from)) >= 0) {
            from++;
        }
        int to = from;
        while (Character.isJavaIdentifierPart(tally.peek(to)) && tally.peek(to) > ' ') {
            to++;
        }
        int end = to == from ? -1 : endOfDocument(from, to);
        tally.step(Math.max(0, end), false);
        return end > 0;
    }

    /** How far ahead the closing line is; -1 if there is none, and it was a shift after all. */
    private int endOfDocument(int from, int to) {
        for (int ahead = to; tally.peek(ahead) >= 0; ahead++) {
            if (tally.peek(ahead) != '\n') {
                continue;
            }
            int line = ahead + 1;
            while (tally.peek(line) == '\t' || tally.peek(line) == ' ') {
                line++;
            }
            if (closes(from, to, line)) {
                return line + to - from;
            }
        }
        return -1;
    }

    private boolean closes(int from, int to, int line) {
        for (int index = 0; index < to - from; index++) {
            if (tally.peek(from + index) != tally.peek(line + index)) {
                return false;
            }
        }
        int behind = tally.peek(line + to - from);
        return behind < 0 || behind == '\n' || behind == '\r';
    }
}
