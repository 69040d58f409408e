package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.LintDirectives;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Conditions that do not ask what they seem to ask. Evidence: one value is unequal to one of two texts ({@code a !== 'x' ||
 * a !== 'y'}) or equal to both; a default is compared before it is one ({@code a ?? 0 > b}); a text is joined before it is
 * asked ({@code '' + a ? b : c}).
 */
public final class ConditionAlwaysSame implements SyntaxDetector {

    private static final String RULE = "javascript/condition-always-same";

    private static final String NEVER =
            "`{condition}` is never true: `{subject}` cannot be both, and either of them may have been meant";
    private static final String DEFAULT_COMPARED =
            "`{condition}` compares the default alone: it is read as `{subject} ?? ({comparison})`";
    private static final String JOINED =
            "`{condition}` is joined to one text before it is asked, so the `?` decides by that and not by `{subject}`";

    private static final Pattern ALLOWED = LintDirectives.of(
            "no-constant-condition|no-constant-binary-expression|noConstantCondition|noConstantBinaryExpressions?");

    private static final Set<String> COMPARISONS = Set.of("<", ">", "<=", ">=", "===", "!==", "==", "!=");
    private static final Set<String> STRICT = Set.of("===", "!==");
    private static final Set<String> LITERALS = Set.of("string", "number");
    /** What may give another value each time. */
    private static final Set<String> CHANGING = Set.of(
            "call_expression",
            "new_expression",
            "await_expression",
            "yield_expression",
            "update_expression",
            "assignment_expression",
            "augmented_assignment_expression");

    /** The number itself decides as its comparison would. */
    private static final Pattern DECIDES_ALIKE = Pattern.compile("0(>|!==?)0");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]");
    private static final Pattern WHOLE = Pattern.compile("0|[1-9]\\d*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LONGEST_SHOWN = 80;

    /**
     * A value that is compared with a literal, both as written.
     *
     * @param key by which the same value is known again, however it is broken into lines
     */
    private record Comparison(Node subject, String key, String literal) {}

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("binary_expression", "ternary_expression");
    }

    @Override
    public void visit(Node node, SourceFile file, FindingSink sink) {
        Optional<Draft> found = node.is("ternary_expression") ? joinedBefore(node, file) : compared(node, file);
        found.filter(draft -> !Scripts.nearError(node) && !LintDirectives.allow(node, file, ALLOWED))
                .ifPresent(sink::report);
    }

    private static Optional<Draft> compared(Node node, SourceFile file) {
        return switch (operator(node)) {
            case "||" -> ofChain(node, "||", Set.of("!==", "!="), file);
            case "&&" -> ofChain(node, "&&", Set.of("===", "=="), file).map(draft -> draft.message(NEVER));
            case "??" -> comparedDefault(node, file);
            default -> Optional.empty();
        };
    }

    /** Two parts of the chain that compare the same value with different literals. */
    private static Optional<Draft> ofChain(Node chain, String operator, Set<String> comparing, SourceFile file) {
        boolean inner = chain.aroundParentheses()
                .filter(up -> operator(up).equals(operator))
                .isPresent();
        if (inner) {
            return Optional.empty();
        }
        Map<String, String> literals = new HashMap<>();
        for (Node part : parts(chain, operator).toList()) {
            if (!isSteady(part)) {
                literals.clear();
            }
            Optional<Comparison> comparison = comparison(part, comparing);
            if (comparison.filter(each -> contradicts(each, literals)).isPresent()) {
                return Optional.of(draft(chain, comparison.get().subject(), chain, file));
            }
        }
        return Optional.empty();
    }

    /** Remembers the comparison, too, where it is the first of its value. */
    private static boolean contradicts(Comparison comparison, Map<String, String> literals) {
        String before = literals.putIfAbsent(comparison.key(), comparison.literal());
        return before != null && differ(before, comparison.literal());
    }

    private static Stream<Node> parts(Node expression, String operator) {
        Node bare = Scripts.bare(expression);
        return operator(bare).equals(operator)
                ? Stream.of("left", "right")
                        .flatMap(side -> bare.child(side).stream())
                        .flatMap(side -> parts(side, operator))
                : Stream.of(bare);
    }

    private static Optional<Comparison> comparison(Node part, Set<String> comparing) {
        Optional<Node> left = part.child("left");
        Optional<Node> right = part.child("right");
        if (!comparing.contains(operator(part)) || left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        boolean swapped = LITERALS.contains(left.get().kind());
        Node subject = swapped ? right.get() : left.get();
        Node literal = swapped ? left.get() : right.get();
        boolean known = LITERALS.contains(literal.kind()) && !LITERALS.contains(subject.kind()) && isSteady(subject);
        return known && (STRICT.contains(operator(part)) || !mayBeNumber(literal))
                ? Optional.of(new Comparison(subject, subject.denseText(), literal.text()))
                : Optional.empty();
    }

    /** {@code 0 == ''} and {@code 0 == '0'} both hold. */
    private static boolean mayBeNumber(Node literal) {
        return literal.is("string") && !WORD.matcher(inside(literal.text())).lookingAt();
    }

    private static boolean isSteady(Node subject) {
        return !CHANGING.contains(subject.kind())
                && subject.descendants(CHANGING).isEmpty();
    }

    /** Texts or whole numbers, but not one of each, which {@code !=} may take for equal. */
    private static boolean differ(String one, String other) {
        if (isText(one) && isText(other)) {
            return !inside(one).equals(inside(other)) && !one.contains("\\") && !other.contains("\\");
        }
        return WHOLE.matcher(one).matches() && WHOLE.matcher(other).matches() && !one.equals(other);
    }

    private static boolean isText(String literal) {
        return literal.startsWith("'") || literal.startsWith("\"");
    }

    private static String inside(String literal) {
        return literal.substring(1, literal.length() - 1);
    }

    /** {@code a ?? 0 > b}: comparisons bind more tightly, and a literal is what a default is. */
    private static Optional<Draft> comparedDefault(Node node, SourceFile file) {
        return node.child("right")
                .filter(right -> COMPARISONS.contains(operator(right)))
                .filter(right -> right.child("left")
                        .filter(value -> LITERALS.contains(value.kind()))
                        .isPresent())
                .flatMap(right -> node.child("left").map(left -> comparedDefault(node, left, right, file)));
    }

    private static Draft comparedDefault(Node node, Node left, Node right, SourceFile file) {
        Draft draft =
                draft(node, left, node, file).with("comparison", shown(right)).message(DEFAULT_COMPARED);
        return DECIDES_ALIKE.matcher(right.denseText()).matches() ? draft.severity(Severity.LOW) : draft;
    }

    /** {@code 'Found ' + a ? b : c}, without parentheses. */
    private static Optional<Draft> joinedBefore(Node ternary, SourceFile file) {
        return ternary.child("condition")
                .filter(condition -> joined(condition).anyMatch(part -> part.is("string")))
                .flatMap(condition -> condition
                        .child("right")
                        .filter(right -> !right.is("string"))
                        .map(right -> draft(condition, right, ternary, file).message(JOINED)));
    }

    private static Stream<Node> joined(Node expression) {
        return operator(expression).equals("+")
                ? Stream.of("left", "right")
                        .flatMap(side -> expression.child(side).stream())
                        .flatMap(side -> operator(side).equals("+") ? joined(side) : Stream.of(side))
                : Stream.empty();
    }

    private static String operator(Node node) {
        return node.is("binary_expression")
                ? node.child("operator").map(Node::text).orElse("")
                : "";
    }

    private static Draft draft(Node condition, Node subject, Node place, SourceFile file) {
        return Draft.of(RULE, new Location(file.path(), condition.startLine(), condition.endLine()))
                .scope(Scripts.scope(place))
                .with("condition", shown(condition))
                .with("subject", shown(subject));
    }

    private static String shown(Node node) {
        String text = BLANKS.matcher(node.text().strip()).replaceAll(" ");
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN - 1) + "…";
    }
}
