package dev.upkeep.engine.detect.rust.cost;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustCheck;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.syntax.Node;
import java.util.Set;
import java.util.regex.Pattern;

/** A regular expression with a fixed pattern that is compiled each time a function is called. */
public final class RegexCompiledPerCall implements RustCheck {

    private static final String RULE = "rust/regex-compiled-per-call";
    private static final Pattern COMPILES = Pattern.compile(
            "(regex|regex::bytes|fancy_regex|onig|pcre2::bytes|regex_lite)::(Regex|RegexSet|RegexBuilder)::new");

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
        if (!fixed || !COMPILES.matcher(scope.callee(node)).matches()) {
            return;
        }
        if (isCommand(node, scope)) {
            return;
        }
        boolean loops = Constructors.loop(node, scope).isPresent();
        if (loops || (!Constructors.isRunOnce(node, scope) && !isKept(node))) {
            sink.report(scope.draft(RULE, node, node.startLine())
                    .with("function", scope.functionName(node))
                    .with("inLoop", loops)
                    .severity(loops ? Severity.HIGH : takesText(node, scope) ? Severity.MEDIUM : Severity.LOW));
        }
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
