package dev.upkeep.engine.detect.config;

import dev.upkeep.engine.document.Parsed.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What `bash -n` would refuse, as far as it is certain: a quote that is never closed, and `if`, loops, `case` and `{` that
 * are never closed or closed by the wrong word. Anything unusual ends the search without a result.
 */
final class ShellSyntax {

    private static final Pattern OTHER_SHELL =
            Pattern.compile("#!.*\\b(zsh|fish|csh|tcsh|ksh|nu|pwsh|expect|tclsh)\\b.*");

    private final ShellText text;
    private boolean unsure;

    private ShellSyntax(String script) {
        this.text = new ShellText(script, this::nested);
    }

    static Optional<Problem> check(String script) {
        String first = script.lines().findFirst().orElse("");
        if (OTHER_SHELL.matcher(first).matches() || script.indexOf('\r') >= 0) {
            return Optional.empty();
        }
        ShellSyntax syntax = new ShellSyntax(script);
        syntax.commands(false);
        return syntax.unsure ? Optional.empty() : syntax.text.problem();
    }

    private void nested() {
        commands(true);
    }

    /** Reads commands to the end, or to the closing parenthesis of a substitution. */
    private void commands(boolean inParentheses) {
        Frame frame = new Frame(text.line());
        while (text.more() && !unsure) {
            if (text.at(')')) {
                text.skip(1);
                if (frame.endsPattern()) {
                    frame.start = true;
                    continue;
                }
                unsure |= !inParentheses || !frame.open.isEmpty();
                return;
            }
            step(frame);
        }
        if (text.problem().isEmpty() && !frame.open.isEmpty()) {
            Open open = frame.open.peek();
            text.fail(open.line, "`%s` that no `%s` closes".formatted(open.word, open.closer()));
        } else if (inParentheses && text.problem().isEmpty()) {
            text.fail(frame.line, "parenthesis that is never closed");
        }
    }

    private void step(Frame frame) {
        switch (text.peek()) {
            case '\n' -> {
                text.newLine();
                frame.start = true;
            }
            case ' ', '\t' -> text.skip(1);
            case ';', '&', '|' -> separator(frame);
            case '(' -> parenthesis(frame);
            case '<', '>' -> text.redirection();
            case '#' -> text.commentOrCharacter();
            case '\'', '"', '`', '$', '\\' -> {
                boolean continued = text.startsWith("\\\n");
                text.quoted();
                frame.start &= continued;
            }
            default -> word(frame);
        }
    }

    private void separator(Frame frame) {
        boolean redirects = text.peek() == '&' && (text.previous() == '>' || text.previous() == '<');
        boolean clauseEnd = text.startsWith(";;") || text.startsWith(";&");
        text.skip(clauseEnd ? 2 : 1);
        if (clauseEnd) {
            frame.startPattern();
        }
        frame.start |= !redirects;
    }

    private void parenthesis(Frame frame) {
        if (frame.inPattern()) {
            text.skip(1);
        } else if (text.startsWith("((")) {
            text.arithmetic();
            frame.start = false;
        } else if (text.startsWith("()")) {
            text.skip(2);
            frame.start = true;
        } else {
            text.skip(1);
            commands(true);
            frame.start = false;
        }
    }

    private void word(Frame frame) {
        int line = text.line();
        String word = text.word();
        if (frame.inPattern()) {
            if (word.equals("esac")) {
                frame.open.pop();
            }
            return;
        }
        if (word.equals("in") && frame.awaitsIn()) {
            frame.startPattern();
            return;
        }
        if (!frame.start) {
            return;
        }
        frame.start = false;
        switch (word) {
            case "if", "while", "until" -> frame.push(word, line, true);
            case "for", "select", "case" -> frame.push(word, line, false);
            case "{" -> frame.push(word, line, true);
            case "then", "else", "elif", "do", "!", "time" -> frame.start = true;
            case "coproc" -> {
                text.coprocessName();
                frame.start = true;
            }
            case "function" -> {
                text.functionName();
                frame.start = true;
            }
            case "@test" -> {
                text.testName();
                frame.start = true;
            }
            case "[[" -> text.test();
            case "fi", "done", "esac", "}" -> close(frame, word, line);
            default -> {
                // An ordinary command.
            }
        }
    }

    private void close(Frame frame, String word, int line) {
        Open open = frame.open.peek();
        if (open == null) {
            text.fail(line, "`%s` that closes nothing".formatted(word));
        } else if (!open.closer().equals(word)) {
            text.fail(line, "`%s` where `%s` of line %d is still open".formatted(word, open.word, open.line));
        } else {
            frame.open.pop();
            // Another may follow at once, as in `done }`.
            frame.start = true;
        }
    }

    /** A construct that is open. */
    private static final class Open {

        private final String word;
        private final int line;
        private @Nullable Boolean pattern;

        Open(String word, int line) {
            this.word = word;
            this.line = line;
        }

        String closer() {
            return switch (word) {
                case "if" -> "fi";
                case "case" -> "esac";
                case "{" -> "}";
                default -> "done";
            };
        }
    }

    /** The constructs that are open within one pair of parentheses. */
    private static final class Frame {

        private final Deque<Open> open = new ArrayDeque<>();
        private final int line;
        /** Whether the next word is the first of a command. */
        private boolean start = true;

        Frame(int line) {
            this.line = line;
        }

        void push(String word, int line, boolean commandFollows) {
            open.push(new Open(word, line));
            start = commandFollows;
        }

        boolean awaitsIn() {
            return open.peek() != null && open.peek().word.equals("case") && open.peek().pattern == null;
        }

        boolean inPattern() {
            return open.peek() != null && Boolean.TRUE.equals(open.peek().pattern);
        }

        void startPattern() {
            if (open.peek() != null && open.peek().word.equals("case")) {
                open.peek().pattern = true;
            }
        }

        boolean endsPattern() {
            boolean ends = inPattern();
            if (ends) {
                open.peek().pattern = false;
            }
            return ends;
        }
    }
}
