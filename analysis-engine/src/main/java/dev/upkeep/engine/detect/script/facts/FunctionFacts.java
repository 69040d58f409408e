package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.syntax.Components;
import dev.upkeep.engine.detect.script.syntax.LintDirectives;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.FunctionMeasure;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.CodeLines;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures of the functions of a script that have a name. What has none is counted in the one around it; handlers that
 * the module itself gives to a call have none around them, and bear the name of the call.
 */
public final class FunctionFacts implements FactsExtractor {

    /** The lines where React components begin: they have a limit of their own, for much of them is markup. */
    public static final String COMPONENTS = "react.components";

    /** The first lines of functions in tests that register tests. */
    public static final String SUITES = "script.test-suites";

    /** The first lines of functions of which three quarters are a class, whose methods are measured for themselves. */
    public static final String MIXINS = "script.mixins";

    /** The first lines of functions of which a comment for the linter says that they may be as complex as they are. */
    public static final String COMPLEX_ON_PURPOSE = "script.complex-on-purpose";

    /** The same for their length. */
    public static final String LONG_ON_PURPOSE = "script.long-on-purpose";

    /**
     * The checks of ESLint and Biome that measure the same (Campbell, SonarSource 2018), and that of ESLint which counts
     * paths: who lets the one pass means the other.
     */
    private static final String COMPLEXITY =
            "sonarjs/cognitive-complexity|noExcessiveCognitiveComplexity|(?<![\\w/-])complexity(?![\\w/-])";

    /** What stands in a text that names any of them. */
    private static final String OF_COMPLEXITY = "omplexity";

    private static final String LENGTH = "max-lines-per-function";
    private static final Pattern TESTS = Pattern.compile("(describe|it|test|suite)(\\.\\w+)*");

    private static final Set<String> MARKUP = Set.of("jsx_element", "jsx_self_closing_element", "jsx_fragment");
    private static final Set<String> CLASSES = Set.of("class", "class_declaration");
    private static final Set<String> LITERALS = Set.of("object", "array");

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree().ifPresent(tree -> read(tree, file, facts));
    }

    private static void read(SyntaxTree tree, SourceFile file, FactsBuilder facts) {
        CodeLines lines = file.codeLines();
        boolean waivesComplexity = file.text().contains(OF_COMPLEXITY);
        boolean waivesLength = file.text().contains(LENGTH);
        int handlerEnd = 0;
        for (int index = 0; index < tree.size(); index++) {
            Node node = tree.node(index);
            if (!Scripts.isFunction(node)) {
                continue;
            }
            if (!Scripts.nameOf(node).isEmpty()) {
                if (Components.isComponent(node)) {
                    facts.word(COMPONENTS, String.valueOf(node.startLine()));
                }
                if (file.context() == Context.TEST && registersTests(node)) {
                    facts.word(SUITES, String.valueOf(node.startLine()));
                }
                if (waivesComplexity && LintDirectives.allow(node, file, LintDirectives.of(COMPLEXITY))) {
                    facts.word(COMPLEX_ON_PURPOSE, String.valueOf(node.startLine()));
                }
                if (waivesLength && LintDirectives.allow(node, file, LintDirectives.of(LENGTH))) {
                    facts.word(LONG_ON_PURPOSE, String.valueOf(node.startLine()));
                }
                if (isMixin(node, lines)) {
                    facts.word(MIXINS, String.valueOf(node.startLine()));
                }
                measure(node, Scripts.nameOf(node), CognitiveComplexity.of(node), lines, facts);
            } else if (index >= handlerEnd && isHandler(node, file) && registersTests(node)) {
                handlerEnd = tree.subtreeEnd(index);
            } else if (index >= handlerEnd && isHandler(node, file)) {
                CognitiveComplexity complexity = CognitiveComplexity.of(node);
                if (complexity.branches()) {
                    measure(node, nameOfHandler(node), complexity, lines, facts);
                    handlerEnd = tree.subtreeEnd(index);
                }
            }
        }
    }

    /** {@code testSuite: () => { describe(…) }}. */
    private static boolean registersTests(Node function) {
        return function.child("body").stream()
                .flatMap(body -> body.namedChildren().stream())
                .filter(statement -> statement.is("expression_statement"))
                .flatMap(statement -> statement.namedChildren().stream())
                .filter(call -> call.is("call_expression"))
                .anyMatch(call -> TESTS.matcher(Scripts.callee(call)).matches());
    }

    /** {@code (Base) => class extends Base { … }}. */
    private static boolean isMixin(Node function, CodeLines lines) {
        int all = lines.code(function.startLine(), function.endLine());
        return function.descendants(CLASSES).stream()
                .anyMatch(made -> lines.code(made.startLine(), made.endLine()) * 4 >= all * 3);
    }

    /** A function, and behind it those of its callbacks that are measured for themselves and decide something. */
    private static void measure(
            Node function, String name, CognitiveComplexity complexity, CodeLines lines, FactsBuilder facts) {
        facts.function(measure(function, name, "", complexity, lines));
        complexity.callbacks().stream()
                .filter(callback -> callback.complexity().score() > 0)
                .forEach(callback -> facts.function(measure(
                        callback.function(), name, nameOfCallback(callback.function()), callback.complexity(), lines)));
    }

    private static FunctionMeasure measure(
            Node function, String name, String callback, CognitiveComplexity complexity, CodeLines lines) {
        int start = function.startLine();
        int end = function.endLine();
        return new FunctionMeasure(
                name,
                callback,
                start,
                end,
                lines.code(start, end),
                lines.text(start, end),
                lines.data(function.index(), LITERALS, Scripts.functionKinds()),
                complexity.score(),
                complexity.connected(),
                complexity.nesting());
    }

    /**
     * Whether it is given to a call of the module itself, as routes and listeners are, so that no named function is around
     * that it could be counted in. Those of tests are the tests, and those with markup are components.
     */
    private static boolean isHandler(Node function, SourceFile file) {
        return file.context() != Context.TEST
                && call(function).isPresent()
                && !isInNamedFunction(function)
                && function.descendants(MARKUP).isEmpty();
    }

    private static boolean isInNamedFunction(Node function) {
        return Stream.iterate(
                        Scripts.enclosingFunction(function),
                        Optional::isPresent,
                        at -> at.flatMap(Scripts::enclosingFunction))
                .flatMap(Optional::stream)
                .anyMatch(around -> !Scripts.nameOf(around).isEmpty());
    }

    private static Optional<Node> call(Node function) {
        return function.parent()
                .filter(up -> up.is("arguments"))
                .flatMap(Node::parent)
                .filter(up -> up.is("call_expression"));
    }

    /**
     * What the result is called, as in {@code add: procedure.input(shape).mutation(…)}, or else what it is given to, with
     * the first argument where that is a text: {@code app.get("/users")}.
     */
    private static String nameOfHandler(Node function) {
        Node call = call(function).orElse(function);
        return nameOfResult(call).orElseGet(() -> nameOfCall(call));
    }

    /** What a function without a name is given to: a call, a constructor, or an attribute of markup. */
    private static String nameOfCallback(Node function) {
        Optional<Node> taker = function.parent().flatMap(Node::parent);
        return taker.flatMap(up -> switch (up.kind()) {
                    case "call_expression" -> Optional.of(nameOfCall(up));
                    case "new_expression" -> up.child("constructor").map(type -> "new " + type.text() + "()");
                    case "jsx_attribute" ->
                        up.namedChildren().stream().findFirst().map(Node::text);
                    default -> Optional.empty();
                })
                .orElse("callback");
    }

    private static Optional<String> nameOfResult(Node call) {
        Optional<Node> at = call.parent();
        while (at.filter(up -> up.is("member_expression") || up.is("call_expression"))
                .isPresent()) {
            at = at.flatMap(Node::parent);
        }
        return at.flatMap(up -> switch (up.kind()) {
                    case "pair" -> up.child("key");
                    case "variable_declarator" -> up.child("name");
                    default -> Optional.empty();
                })
                .map(Node::text)
                .filter(name -> name.matches("[\\w$]+"));
    }

    private static String nameOfCall(Node call) {
        String first = call.child("arguments").stream()
                .flatMap(arguments -> arguments.namedChildren().stream())
                .findFirst()
                .filter(argument -> argument.is("string"))
                .map(Node::text)
                .orElse("");
        return Scripts.callee(call).lines().findFirst().orElse("") + "(" + first + ")";
    }
}
