package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.FileDetector;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A source file that no compiler can read. An error of the grammar alone is no proof: grammars lag behind their
 * languages. Taken as evidence are brackets that do not close, in a file whose tree has errors and that no template engine
 * fills in first.
 */
final class UnparsableSource implements FileDetector {

    static final String RULE = "any/unparsable-source";
    private static final Set<Language> BRACKETED = EnumSet.of(
            Language.RUST,
            Language.TYPESCRIPT,
            Language.TSX,
            Language.JAVASCRIPT,
            Language.GO,
            Language.JAVA,
            Language.PYTHON,
            Language.CSS);

    /** Lines that belong to Handlebars, Jinja, ERB and their like. */
    private static final Pattern TEMPLATE =
            Pattern.compile("(?m)^\\s*(\\{\\{[~-]?\\s*([#/^!>]|else\\b|end\\b|if\\b|range\\b)|\\{%|<%)");

    private static final String BY_TEXT = "This {language} file does not parse: nothing can be made of `{unread}` here";
    private static final Pattern OF_TEXT = Pattern.compile("[\"'`\\\\]");
    private static final int LONGEST_SHOWN = 40;
    /** Texts in style sheets may go on so on the next line, which the grammar does not know. */
    private static final String LINE_GOES_ON = "\\\n";

    /** A bracket or tag that has no partner. */
    private record Unmatched(String bracket, int line) {}

    /** What the grammar made nothing of, on one line. */
    private record Unread(String text, int line) {}

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public boolean accepts(SourceFile file) {
        return BRACKETED.contains(file.language())
                && file.context() != Context.GENERATED
                && !holdsEnd(file.content())
                && !(file.language() == Language.CSS && file.text().contains(LINE_GOES_ON));
    }

    /** A text may hold the sign with the number nought, which the parser takes for its end. */
    private static boolean holdsEnd(byte[] content) {
        for (byte sign : content) {
            if (sign == 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void detect(SourceFile file, FindingSink sink) {
        file.tree()
                .filter(tree ->
                        tree.hasError() && !TEMPLATE.matcher(file.text()).find() && !isMarkup(tree))
                .flatMap(tree -> unmatched(tree)
                        .map(bracket -> wrongTag(tree, bracket).orElse(bracket))
                        .map(bracket -> draft(file, tree, bracket)))
                .ifPresent(sink::report);
    }

    /** Whether all that was not understood are signs of the text between tags, where any may stand: {@code England & Wales}. */
    private static boolean isMarkup(SyntaxTree tree) {
        return tree.innermostErrors()
                .allMatch(node -> tree.hasText(node, "&")
                        || (tree.text(node).startsWith("&")
                                && tree.parent(node) >= 0
                                && tree.kind(tree.parent(node)).startsWith("jsx_")));
    }

    private static Draft draft(SourceFile file, SyntaxTree tree, Unmatched bracket) {
        Optional<Unread> unread = brokenText(tree);
        Draft draft = Draft.of(
                        RULE,
                        Location.line(file.path(), unread.map(Unread::line).orElse(bracket.line())))
                .with("bracket", bracket.bracket())
                .with("language", file.language().displayName())
                .with("urgent", file.context() == Context.PRODUCTION);
        return unread.map(found -> draft.with("unread", found.text()).message(BY_TEXT))
                .orElse(draft);
    }

    /**
     * The first innermost error with a quote on one line of a script: where an attribute or a text ends too early, the
     * brackets around it only seem to be unmatched.
     */
    private static Optional<Unread> brokenText(SyntaxTree tree) {
        if (!Scripts.LANGUAGES.contains(tree.language())) {
            return Optional.empty();
        }
        return tree.innermostErrors()
                .filter(node -> tree.startLine(node) == tree.endLine(node))
                .filter(node -> OF_TEXT.matcher(tree.text(node)).find())
                .mapToObj(node -> new Unread(shortened(tree.text(node).strip()), tree.startLine(node)))
                .findFirst();
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_SHOWN));
    }

    private static Optional<Unmatched> unmatched(SyntaxTree tree) {
        Deque<Unmatched> open = new ArrayDeque<>();
        for (int node = 0; node < tree.size(); node++) {
            if (tree.named(node) || tree.missing(node)) {
                continue;
            }
            String kind = tree.kind(node);
            switch (kind) {
                case "{", "(", "[", "${", "#{" -> open.push(new Unmatched(kind, tree.startLine(node)));
                case "}", ")", "]" -> {
                    if (open.isEmpty() || !closes(open.peek().bracket(), kind)) {
                        // Where one of its kind is still open, what was opened since lacks its end; else this one is
                        // too much.
                        boolean awaited = open.stream().anyMatch(each -> closes(each.bracket(), kind));
                        return Optional.of(awaited ? open.peek() : new Unmatched(kind, tree.startLine(node)));
                    }
                    open.pop();
                }
                default -> {
                    // Any other token opens and closes nothing.
                }
            }
        }
        return Optional.ofNullable(open.peek());
    }

    /** A tag that another one closes, behind a bracket that only for this seems to be open. */
    private static Optional<Unmatched> wrongTag(SyntaxTree tree, Unmatched bracket) {
        return tree.root().descendants("jsx_element").stream()
                .filter(element -> element.startLine() >= bracket.line())
                .filter(element ->
                        !tagName(element, "jsx_opening_element").equals(tagName(element, "jsx_closing_element")))
                .map(element -> new Unmatched("<" + tagName(element, "jsx_opening_element") + ">", element.startLine()))
                .findFirst();
    }

    private static String tagName(Node element, String kind) {
        return element.childOfKind(kind).stream()
                .flatMap(tag -> tag.namedChildren().stream())
                .findFirst()
                .map(Node::text)
                .orElse("");
    }

    private static boolean closes(String open, String close) {
        return switch (open.charAt(open.length() - 1)) {
            case '{' -> close.equals("}");
            case '(' -> close.equals(")");
            default -> close.equals("]");
        };
    }
}
