package dev.upkeep.engine.syntax;

/** Cuts the text of a query into its smallest pieces and knows the line that it stands at. */
final class QueryScanner {

    private static final int EXCERPT = 30;

    private final String text;
    private int at;

    QueryScanner(String text) {
        this.text = text;
    }

    int length() {
        return text.length();
    }

    /** The 1-based line of the next piece. */
    int line() {
        skip();
        return 1
                + (int) text.substring(0, at)
                        .chars()
                        .filter(sign -> sign == '\n')
                        .count();
    }

    boolean atEnd() {
        skip();
        return at == text.length();
    }

    /** The first character of the next piece; 0 at the end. */
    char peek() {
        return atEnd() ? 0 : text.charAt(at);
    }

    void take(char sign) throws InvalidQueryException {
        if (peek() != sign) {
            throw unreadable();
        }
        at++;
    }

    boolean startsName() {
        return isName(peek()) && peek() != '.' && peek() != '-';
    }

    boolean startsPredicate() {
        if (peek() != '(') {
            return false;
        }
        int next = at + 1;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next < text.length() && text.charAt(next) == '#';
    }

    /** Whether a name and a colon follow. */
    boolean startsField() {
        int next = startsName() ? at : text.length();
        while (next < text.length() && isName(text.charAt(next))) {
            next++;
        }
        return next < text.length() && text.charAt(next) == ':';
    }

    /** Takes the name and the colon. */
    String field() throws InvalidQueryException {
        String name = name();
        take(':');
        return name;
    }

    String name() throws InvalidQueryException {
        skip();
        int from = at;
        while (at < text.length() && isName(text.charAt(at))) {
            at++;
        }
        if (from == at) {
            throw unreadable();
        }
        return text.substring(from, at);
    }

    /** The name of a predicate, which may end in a question mark. */
    String operator() throws InvalidQueryException {
        String name = name();
        boolean asks = at < text.length() && text.charAt(at) == '?';
        at += asks ? 1 : 0;
        return asks ? name + "?" : name;
    }

    /** A text in double quotes; a backslash takes the next character as it is, but for n, t, r and 0. */
    String string() throws InvalidQueryException {
        take('"');
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
                value.append(escaped(text.charAt(at)));
            } else {
                value.append(text.charAt(at));
            }
            at++;
        }
        take('"');
        return value.toString();
    }

    private static char escaped(char sign) {
        return switch (sign) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> '\0';
            default -> sign;
        };
    }

    InvalidQueryException unreadable() {
        String rest = text.substring(Math.min(at, text.length()))
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        String shown = rest.length() <= EXCERPT ? rest : rest.substring(0, EXCERPT) + "…";
        return invalid("the query cannot be read from '" + shown + "' on: is a bracket or quote missing?");
    }

    InvalidQueryException invalid(String problem) {
        return new InvalidQueryException(line(), problem);
    }

    private static boolean isName(char sign) {
        return Character.isLetterOrDigit(sign) || "_-.".indexOf(sign) >= 0;
    }

    /** White space and comments. */
    private void skip() {
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == ';')) {
            int end = text.indexOf('\n', at);
            at = text.charAt(at) != ';' ? at + 1 : end < 0 ? text.length() : end;
        }
    }
}
