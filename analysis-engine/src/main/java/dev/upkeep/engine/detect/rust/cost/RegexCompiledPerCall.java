package dev.upkeep.engine.detect.rust.cost;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustCheck;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.detect.rust.code.ValueParsers;
import dev.upkeep.engine.detect.rust.facts.CalledNames;
import dev.upkeep.engine.detect.rust.facts.Repetition;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A regular expression with a fixed pattern that is compiled each time a function is called. */
public final class RegexCompiledPerCall implements RustCheck {

    static final String RULE = "rust/regex-compiled-per-call";
    private static final Pattern COMPILES = Pattern.compile(
            "(regex|regex::bytes|fancy_regex|onig|pcre2::bytes|regex_lite)::(Regex|RegexSet|RegexBuilder)::new");

    private static final String PERHAPS =
            "`{function}` compiles a fixed regular expression each time a call gets this far";
    private static final Set<String> LEAVES = Set.of("return_expression", "try_expression");

    /** Elsewhere it is concluded from names how often a function is called. */
    private static final double IN_LOOP = 0.9;

    private static final Pattern TEXT = Pattern.compile("\\bstr\\b|String|\\[u8\\]|Bytes|&\\s*self");
    private static final Pattern COMMAND = Pattern.compile("run|exec|execute|command|start");

    @Override
    public String rule() {
        return RULE;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("call_expression");
    }

    @Override
    public void check(Node node, RustScope scope, FindingSink sink) {
        boolean fixed = MethodCall.arguments(node).stream()
                .findFirst()
                .filter(pattern -> pattern.is("string_literal") || pattern.is("raw_string_literal"))
                .isPresent();
        if (!fixed || !COMPILES.matcher(scope.callee(node)).matches() || OnFailure.is(node)) {
            return;
        }
        if (Repetition.isRepeated(node) && !CalledNames.isLazy(node)) {
            sink.report(draft(node, scope, true).severity(Severity.HIGH).confidence(IN_LOOP));
        } else if (!isCommand(node, scope) && !Constructors.isRunOnce(node, scope) && !isKept(node)) {
            scope.function(node)
                    .filter(function -> !isMadeForLoop(node) && !ValueParsers.name(function, scope))
                    .ifPresent(function -> report(node, new WaysTo(function, scope), scope, sink));
        }
    }

    /** Where everything that leads there in this file is run once, nothing is said. */
    private static void report(Node node, WaysTo ways, RustScope scope, FindingSink sink) {
        if (!ways.areOnce()) {
            Draft draft = draft(node, scope, false)
                    .with("calledInLoop", ways.areLooped())
                    .with("callers", ways.names())
                    .with("outermost", ways.outermost())
                    .with("calledOtherwise", ways.areCalledOtherwise())
                    .severity(takesText(node, scope) ? Severity.MEDIUM : Severity.LOW);
            sink.report(isReachedAlways(node) ? draft : draft.message(PERHAPS));
        }
    }

    /** Whether each call gets there: no branch leads to it, and nothing returns before. */
    private static boolean isReachedAlways(Node node) {
        Node here = node;
        for (Optional<Node> at = node.parent(); at.isPresent() && !at.get().is("function_item"); ) {
            Node part = here;
            boolean decided = switch (at.get().kind()) {
                case "if_expression", "while_expression" ->
                    at.get().child("condition").filter(part::equals).isEmpty();
                case "match_expression", "for_expression" ->
                    at.get().child("value").filter(part::equals).isEmpty();
                case "closure_expression" -> true;
                case "binary_expression" ->
                    at.get().child("right").filter(part::equals).isPresent();
                default -> false;
            };
            if (decided) {
                return false;
            }
            here = at.get();
            at = here.parent();
        }
        return node.ancestor("function_item").stream()
                .flatMap(function -> function.descendants(LEAVES).stream())
                .noneMatch(leaves -> leaves.tree().subtreeEnd(leaves.index()) <= node.index());
    }

    private static Draft draft(Node node, RustScope scope, boolean inLoop) {
        return scope.draft(RULE, node, node.startLine())
                .with("function", scope.functionName(node))
                .with("inLoop", inLoop);
    }

    /** Whether it is bound to a name that only loops behind it use: then it is where it belongs. */
    private static boolean isMadeForLoop(Node node) {
        Optional<Node> let = node.ancestor("let_declaration", "block").filter(around -> around.is("let_declaration"));
        Optional<Node> name = let.flatMap(made -> made.child("pattern")).filter(pattern -> pattern.is("identifier"));
        List<Node> uses = let.flatMap(Node::parent).stream()
                .flatMap(block -> block.descendants("identifier").stream())
                .filter(use -> use.index() > node.index()
                        && name.filter(made -> use.hasText(made.text())).isPresent())
                .toList();
        return !uses.isEmpty()
                && uses.stream()
                        .allMatch(use -> Repetition.around(use)
                                .filter(loop -> loop.index() > node.index())
                                .isPresent());
    }

    /** Whether the function is given something to match: then it may be called for each line of a file. */
    private static boolean takesText(Node node, RustScope scope) {
        return scope.function(node)
                .flatMap(function -> function.child("parameters"))
                .filter(parameters -> TEXT.matcher(parameters.text()).find())
                .isPresent();
    }

    /** Nothing changes from call to call, or the name says that it is what a program was started for. */
    private static boolean isCommand(Node node, RustScope scope) {
        boolean alone = scope.function(node)
                .flatMap(function -> function.child("parameters"))
                .filter(parameters -> parameters.text().matches("\\(\\s*((mut\\s+)?self)?\\s*,?\\s*\\)"))
                .isPresent();
        return alone || COMMAND.matcher(scope.functionName(node)).matches();
    }

    /** Whether it goes into a struct or is what the function gives: then its caller decides how often. */
    private static boolean isKept(Node node) {
        return node.ancestor("field_initializer", "return_expression", "let_declaration", "block")
                .filter(around -> around.is("field_initializer") || around.is("return_expression"))
                .isPresent();
    }
}
