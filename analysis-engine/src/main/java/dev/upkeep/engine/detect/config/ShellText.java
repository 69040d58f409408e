package dev.upkeep.engine.detect.config;

import dev.upkeep.engine.document.Parsed.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The characters of a shell script: quotes, substitutions, here-documents and words. */
final class ShellText {

    private static final String COMPOUND = "(?:if|while|until|for|case|select)\\b";
    private static final Pattern COPROCESS = Pattern.compile(
            "[ \\t]+(?!" + COMPOUND + ")[A-Za-z_]\\w*(?=[ \\t]+(?:\\{\\s|\\(|\\[\\[|" + COMPOUND + "))");

    private final String text;
    private final Runnable commands;
    private final Deque<String> hereDocuments = new ArrayDeque<>();
    private int at;
    private int line = 1;
    /** How many {@code $(} are open. */
    private int substitutions;

    private @Nullable Problem problem;

    /**
     * Over a script.
     *
     * @param commands reads the commands of a substitution up to and with its closing parenthesis
     */
    ShellText(String text, Runnable commands) {
        this.text = text;
        this.commands = commands;
    }

    Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    void fail(int where, String reason) {
        if (problem == null) {
            problem = new Problem(where, 1, reason);
        }
    }

    boolean more() {
        return problem == null && at < text.length();
    }

    int line() {
        return line;
    }

    char peek() {
        return text.charAt(at);
    }

    char previous() {
        return at == 0 ? '\n' : text.charAt(at - 1);
    }

    boolean at(char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }

    boolean startsWith(String wanted) {
        return text.startsWith(wanted, at);
    }

    void skip(int count) {
        for (int i = 0; i < count && at < text.length(); i++) {
            line += text.charAt(at++) == '\n' ? 1 : 0;
        }
    }

    /** A line end, and the here-documents that begin after it. */
    void newLine() {
        skip(1);
        while (!hereDocuments.isEmpty()) {
            String end = hereDocuments.poll();
            String current = "";
            do {
                if (endsBeforeParenthesis(end)) {
                    skip(end.length());
                    break;
                }
                int stop = text.indexOf('\n', at);
                current = text.substring(at, stop < 0 ? text.length() : stop);
                skip(current.length() + 1);
            } while (at < text.length() && !current.strip().equals(end));
        }
    }

    /** Within a substitution Bash takes {@code END)} for the end of the here-document and of the substitution, and warns. */
    private boolean endsBeforeParenthesis(String end) {
        return substitutions > 0 && !end.isEmpty() && startsWith(end + ")");
    }

    void commentOrCharacter() {
        if ("\n \t;&|()".indexOf(previous()) >= 0) {
            int stop = text.indexOf('\n', at);
            at = stop < 0 ? text.length() : stop;
        } else {
            skip(1);
        }
    }

    /** {@code <<<}, {@code <<END}, {@code <(…)} and plain redirections. */
    void redirection() {
        if (startsWith("<<<")) {
            skip(3);
        } else if (startsWith("<<")) {
            skip(startsWith("<<-") ? 3 : 2);
            while (at(' ') || at('\t')) {
                skip(1);
            }
            String delimiter = word();
            hereDocuments.add(delimiter.replaceAll("['\"\\\\]", ""));
        } else if (startsWith("<(") || startsWith(">(")) {
            skip(2);
            commands.run();
        } else {
            skip(1);
        }
    }

    /** A word without expansions; quotes only as part of a here-document's delimiter. */
    String word() {
        int start = at;
        while (at < text.length() && "\n \t;&|()<>`$".indexOf(peek()) < 0 && (start == at || !isQuote(start))) {
            at++;
        }
        if (at == start) {
            skip(1);
        }
        return text.substring(start, at);
    }

    private boolean isQuote(int start) {
        return "'\"\\".indexOf(peek()) >= 0 && !isDelimiter(start);
    }

    /** Whether a word that begins here stands behind {@code <<} or {@code <<-}. */
    private boolean isDelimiter(int start) {
        int end = start;
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int marks = end > 0 && text.charAt(end - 1) == '-' ? end - 1 : end;
        return marks >= 2 && text.startsWith("<<", marks - 2);
    }

    /** The word after {@code function}. */
    void functionName() {
        while (at(' ') || at('\t')) {
            skip(1);
        }
        word();
    }

    /** What a coprocess is called: only before a compound command it has a name. */
    void coprocessName() {
        Matcher name = COPROCESS.matcher(text).region(at, text.length());
        if (name.lookingAt()) {
            skip(name.end() - at);
        }
    }

    /** What a test of Bats is called, which may be any text up to the brace that opens it on the same line. */
    void testName() {
        int end = text.indexOf('\n', at);
        int brace = text.lastIndexOf(" {", end < 0 ? text.length() : end);
        at = Math.max(at, brace + 1);
    }

    /** Whatever starts with a quote, a dollar or a backslash. */
    void quoted() {
        switch (peek()) {
            case '\\' -> skip(2);
            case '\'' -> until('\'', false);
            case '`' -> until('`', true);
            case '"' -> doubleQuoted();
            default -> dollar(false);
        }
    }

    private void until(char end, boolean escapes) {
        int opened = line;
        skip(1);
        while (at < text.length() && !at(end)) {
            skip(escapes && at('\\') ? 2 : 1);
        }
        if (at >= text.length()) {
            fail(opened, "quote %s that is never closed".formatted(end));
        }
        skip(1);
    }

    private void doubleQuoted() {
        int opened = line;
        skip(1);
        while (more() && !at('"')) {
            inDoubleQuotes();
        }
        if (problem == null && at >= text.length()) {
            fail(opened, "quote \" that is never closed");
        }
        skip(1);
    }

    private void inDoubleQuotes() {
        switch (peek()) {
            case '\\' -> skip(2);
            case '`' -> until('`', true);
            case '$' -> dollar(true);
            default -> skip(1);
        }
    }

    private void dollar(boolean inQuotes) {
        if (startsWith("$((")) {
            skip(1);
            arithmetic();
        } else if (startsWith("$(")) {
            skip(2);
            substitutions++;
            commands.run();
            substitutions--;
        } else if (startsWith("${")) {
            skip(2);
            parameter(inQuotes);
        } else if (startsWith("$'") && !inQuotes) {
            skip(1);
            until('\'', true);
        } else {
            skip(1);
        }
    }

    private void parameter(boolean inQuotes) {
        int opened = line;
        while (more() && !at('}')) {
            switch (peek()) {
                case '\'' -> {
                    if (inQuotes) {
                        skip(1);
                    } else {
                        until('\'', false);
                    }
                }
                case '"' -> doubleQuoted();
                default -> inDoubleQuotes();
            }
        }
        if (problem == null && at >= text.length()) {
            fail(opened, "`${` that is never closed");
        }
        skip(1);
    }

    /** Balanced parentheses, whatever they mean. */
    void arithmetic() {
        int opened = line;
        int depth = 0;
        do {
            depth += at('(') ? 1 : at(')') ? -1 : 0;
            if (at('"')) {
                doubleQuoted();
            } else if (at('\'')) {
                until('\'', false);
            } else {
                skip(at('\\') ? 2 : 1);
            }
        } while (more() && depth > 0);
        if (depth > 0) {
            fail(opened, "parenthesis that is never closed");
        }
    }

    /** The inside of {@code [[ … ]]}, where parentheses and comparisons mean something else. */
    void test() {
        while (more() && !(startsWith("]]") && " \t\n".indexOf(previous()) >= 0)) {
            if ("'\"`$\\".indexOf(peek()) >= 0) {
                quoted();
            } else {
                skip(1);
            }
        }
        skip(2);
    }
}
