package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.FunctionMeasure;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Functions, and types with theirs, that were taken over from another project: the comment directly above says from where,
 * with an address, or the first line in it says that it is generated. Whoever brings them up to date compares them with what is there, so they keep its shape.
 */
final class BorrowedCode implements FactsExtractor {

    private static final String LINES = "any.borrowed-code";

    private static final Set<String> COMMENTS = Set.of("comment", "line_comment", "block_comment");
    private static final Set<String> ATTRIBUTES = Set.of("attribute_item", "decorator", "annotation");

    /** The name of what it was taken from, in the same sentence. */
    private static final String TO = "(?:(?!\\. |; |\\b(?:see|because|issues?|bug)\\b).){0,60}?";

    private static final String ADDRESS = TO + "https?://";

    /** A file in a repository, not a page that explains something. */
    private static final String SOURCE =
            "https?://(?:\\S+/(?:blob|tree|src|raw)/\\S+|raw\\.githubusercontent\\.com/\\S+|docs\\.rs/\\S+/src/\\S+)";

    /** What may stand before the word, so that it speaks of all of the code and not of a name or a table in it. */
    private static final String OF_ALL =
            "(?:^|[.;!] |\\b(?:this|it|code|function|method|implementation|algorithm|logic|struct|class|macro|below)(?: (?:is|was|has been))?"
                    + "(?: (?:an?|just|mostly|largely|directly|originally|verbatim|exact|direct|modified))*+ )";

    private static final Pattern TAKEN = Pattern.compile("(?i)" + OF_ALL
            + "(?:copied|copy|taken|borrowed|stolen|lifted|vendored|fork(?:ed)?)(?: [\\w-]+){0,2}? (?:from|of)\\b"
            + ADDRESS);
    private static final Pattern PORTED = Pattern.compile("(?i)" + OF_ALL
            + "(?:port(?:ed)?|adapted|translated|transliterated|derived)(?: [\\w-]+){0,2}? (?:from|of)\\b" + TO
            + SOURCE);

    /** Nothing but the address, with a word such as {@code Source} at most. */
    private static final Pattern ONLY_ADDRESS = Pattern.compile(
            "(?i)(?:(?:source|origin|original|upstream|from|via)(?: code)?:? ?)?[<(]?" + SOURCE + "[>)]?");

    private static final String GENERATED_HINT = "enerated code";
    /** What a function begins with whose text a program has printed, to be put there. */
    private static final Pattern GENERATED = Pattern.compile("//\\s*(?:Auto-?)?[Gg]enerated code\\W*");

    private static final Pattern SIGNS = Pattern.compile("(?m)^\\s*(?:/{2,}!?|/?\\*+/?|#+)\\s?|\\s*\\*/\\s*$");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    @Override
    public Set<Language> languages() {
        return Language.ofProgramsAnd();
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        if (file.text().contains("://") || file.text().contains(GENERATED_HINT)) {
            file.tree().ifPresent(tree -> read(tree, facts));
        }
    }

    /** Whether this function, or what is around it, was taken over. */
    static boolean covers(AnalysedFile file, FunctionMeasure function) {
        return file.facts().words().getOrDefault(LINES, Set.of()).stream()
                .map(lines -> lines.split("-", -1))
                .anyMatch(lines -> Integer.parseInt(lines[0]) <= function.startLine()
                        && function.endLine() <= Integer.parseInt(lines[1]));
    }

    private static void read(SyntaxTree tree, FactsBuilder facts) {
        for (Node comment : tree.root().descendants(COMMENTS)) {
            if (comment.text().contains("://")) {
                commented(comment)
                        .filter(BorrowedCode::saysSo)
                        .ifPresent(code -> facts.word(LINES, code.startLine() + "-" + code.endLine()));
            } else if (GENERATED.matcher(comment.text().strip()).matches()) {
                wholeOf(comment).ifPresent(code -> facts.word(LINES, code.startLine() + "-" + code.endLine()));
            }
        }
    }

    /** The function whose first line the comment is. */
    private static Optional<Node> wholeOf(Node comment) {
        boolean first = comment.previousSibling().filter(Node::named).isEmpty();
        return comment.parent().filter(_ -> first).flatMap(Node::parent);
    }

    /** What the comment stands directly above, attributes between them or not. */
    private static Optional<Node> commented(Node comment) {
        Node last = comment;
        Optional<Node> next = last.nextSibling();
        while (next.isPresent() && next.get().startLine() <= lastLine(last) + 1) {
            if (!isAbove(next.get())) {
                return next;
            }
            last = next.get();
            next = last.nextSibling();
        }
        return Optional.empty();
    }

    /** Line comments of documentation end with the break, so at the beginning of the next line. */
    private static int lastLine(Node node) {
        return node.startLine() + (int) node.text().strip().lines().count() - 1;
    }

    private static boolean isAbove(Node node) {
        return COMMENTS.contains(node.kind()) || ATTRIBUTES.contains(node.kind());
    }

    private static boolean saysSo(Node code) {
        List<String> comments = new ArrayList<>();
        Node below = code;
        Optional<Node> above = code.previousSibling();
        while (above.isPresent() && isAbove(above.get()) && below.startLine() <= lastLine(above.get()) + 1) {
            below = above.get();
            if (COMMENTS.contains(below.kind())) {
                comments.add(below.text());
            }
            above = below.previousSibling();
        }
        String text = BLANKS.matcher(
                        SIGNS.matcher(String.join("\n", comments.reversed())).replaceAll("\n"))
                .replaceAll(" ")
                .strip();
        return TAKEN.matcher(text).find()
                || PORTED.matcher(text).find()
                || ONLY_ADDRESS.matcher(text).matches();
    }
}
