package dev.upkeep.engine.detect.sql;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds statements into whose text values are written. Evidence: a place for a value (after a comparison, or between
 * quotes) that the language fills in: {@code format!}, a template, an f-string, a concatenation. Names of tables, also
 * those before the dot of a column, and lists of placeholders do not count.
 */
final class StringBuiltQuery implements SyntaxDetector {

    private static final String RULE = "sql/string-built-query";
    private static final String PLACE = "(?is).*?(?:[=<>]|\\blike|\\bilike)\\s*('?)%%?(?<!\\$)%s.*";
    private static final Pattern RUST = Pattern.compile(PLACE.formatted("\\{(\\w*)(?::[^}]*)?\\}(?!\\.\\{?[a-z])"));
    private static final Pattern PYTHON = Pattern.compile(PLACE.formatted("\\{([^{}]*)\\}(?!\\.\\{?[a-z])"));
    private static final Pattern SCRIPT = Pattern.compile(PLACE.formatted("\\$\\{([^{}]*)\\}(?!\\.[$a-z])"));
    private static final Pattern OPEN = Pattern.compile("(?is).*(?:[=<>]|\\blike|\\bilike)\\s*('?)%?");
    private static final String NUMBER = "&?(?:[ui](?:8|16|32|64|128|size)|f32|f64|bool|number|boolean|bigint)\\b";
    private static final Pattern HARMLESS = Pattern.compile(
            "(?i:.*(placeholder|param|column|table|field|clause|condition|where|order|sql|escape|quote|literal|_ph).*)|[A-Z][A-Z0-9_]*|\\d+|.*\\.length");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public Set<Language> languages() {
        return EmbeddedSql.LANGUAGES;
    }

    @Override
    public Set<String> kinds() {
        return EmbeddedSql.STRINGS;
    }

    @Override
    public void visit(Node node, SourceFile file, FindingSink sink) {
        Optional<String> statement = EmbeddedSql.of(node);
        if (statement.isEmpty() || EmbeddedSql.isOnce(file.path())) {
            return;
        }
        Optional<Matcher> place = filled(node, statement.get(), file.language());
        place.filter(found -> !HARMLESS.matcher(found.group(found.groupCount())).matches())
                .filter(found -> !isNumber(node, found.group(found.groupCount())))
                .ifPresent(found -> report(node, file, !found.group(1).isEmpty(), sink));
        if (place.isEmpty()) {
            concatenated(node, statement.get()).ifPresent(quoted -> report(node, file, quoted, sink));
        }
    }

    /** Whether the function around says that the value is a number, which no text can hide in. */
    private static boolean isNumber(Node node, String value) {
        return value.matches("\\w+")
                && Stream.of("function_item", "function_declaration", "method_definition", "arrow_function")
                        .flatMap(kind -> node.ancestor(kind).stream())
                        .anyMatch(function -> Pattern.compile("\\b" + value + "\\??\\s*:\\s*" + NUMBER)
                                .matcher(function.text())
                                .find());
    }

    private static void report(Node node, SourceFile file, boolean quoted, FindingSink sink) {
        sink.report(Draft.of(RULE, Location.line(file.path(), node.startLine()))
                .with("quoted", quoted)
                .confidence(quoted ? 0.85 : 0.7));
    }

    /** The first value that the language writes into the string. */
    private static Optional<Matcher> filled(Node node, String statement, Language language) {
        return switch (language) {
            case RUST -> matched(isFormatted(node), RUST, statement);
            case PYTHON -> matched(node.text().matches("(?s)[rR]?[fF].*") || isFormatCall(node), PYTHON, statement);
            case TYPESCRIPT, TSX, JAVASCRIPT ->
                matched(node.is("template_string") && !isTagged(node), SCRIPT, statement);
            default -> Optional.empty();
        };
    }

    private static Optional<Matcher> matched(boolean applies, Pattern pattern, String statement) {
        return Optional.of(pattern.matcher(statement)).filter(found -> applies && found.matches());
    }

    private static boolean isFormatted(Node node) {
        return node.ancestor("macro_invocation")
                .flatMap(macro -> macro.child("macro"))
                .filter(name -> name.hasText("format"))
                .isPresent();
    }

    private static boolean isFormatCall(Node node) {
        return node.parent()
                .filter(parent -> parent.is("attribute") && parent.text().endsWith(".format"))
                .isPresent();
    }

    /**
     * Whether a library gets the parts of the template, and makes parameters of them. Where types stand between, as in
     * {@code raw<Row[]>`…`}, the grammar may take their end for a comparison, which nobody makes with a query.
     */
    private static boolean isTagged(Node node) {
        return node.parent().filter(parent -> parent.is("call_expression")).isPresent()
                || node.previousSibling()
                        .filter(before -> before.is(">") || before.is(">>"))
                        .isPresent();
    }

    /** A call such as {@code strings.Repeat("k", 100)}: what it gives stands in the source. */
    private static boolean isComputedFromLiterals(Node value) {
        return value.is("call_expression")
                && value.child("arguments")
                        .filter(arguments -> !arguments.namedChildren().isEmpty())
                        .filter(arguments -> arguments
                                .descendants(Set.of("identifier", "member_expression", "selector_expression"))
                                .isEmpty())
                        .isPresent();
    }

    /** Whether something that is no text follows a string that ends where a value stands; true if between quotes. */
    private static Optional<Boolean> concatenated(Node node, String statement) {
        Matcher open = OPEN.matcher(statement);
        Optional<Node> value = node.parent()
                .filter(parent -> parent.is("binary_expression") || parent.is("binary_operator"))
                .filter(parent -> parent.children().stream().anyMatch(child -> child.is("+")))
                .flatMap(parent -> parent.child("right"))
                .filter(right -> !right.equals(node))
                .filter(right -> !EmbeddedSql.STRINGS.contains(right.kind())
                        && !HARMLESS.matcher(right.text()).matches())
                .filter(right -> !isComputedFromLiterals(right));
        return open.matches() && value.isPresent() ? Optional.of(!open.group(1).isEmpty()) : Optional.empty();
    }
}
