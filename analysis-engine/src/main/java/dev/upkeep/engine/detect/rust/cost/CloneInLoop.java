package dev.upkeep.engine.detect.rust.cost;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustCheck;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A clone, in a loop, of a collection or text that is made outside of it, where the clone is only read: lent or
 * asked. Evidence is the type in the parameter list, or the constructor of the variable; reference-counted
 * values are cheap to clone and left alone.
 */
public final class CloneInLoop implements RustCheck {

    private static final String RULE = "rust/clone-in-loop";
    private static final Pattern HEAVY_TYPE = Pattern.compile(
            "&?\\s*('\\w+\\s+)?(mut\\s+)?(String|(Vec|HashMap|BTreeMap|HashSet|BTreeSet|VecDeque|IndexMap)<.*>)",
            Pattern.DOTALL);
    private static final Pattern HEAVY_VALUE = Pattern.compile(
            "(String|Vec|HashMap|BTreeMap|HashSet|BTreeSet|VecDeque|IndexMap)(::<.*>)?::(new|from|with_capacity)\\(.*|vec!\\[.*|format!\\(.*|\"[^\"]*\"\\s*\\.(to_string|to_owned)\\(\\)",
            Pattern.DOTALL);

    private static final Pattern CHANGES = Pattern.compile(
            "push\\w*|insert\\w*|clear|extend\\w*|pop\\w*|remove\\w*|truncate|drain|append|retain\\w*|entry|sort\\w*|\\w+_mut");

    /** Methods that need no value of their own. */
    private static final Pattern READS = Pattern.compile(
            "iter|len|is_empty|contains\\w*|get|first|last|keys|values|as_\\w+|starts_with|ends_with|r?find|r?split\\w*|lines|chars|bytes|trim\\w*|parse|to_\\w+|join|concat");

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
        Optional<MethodCall> clone = MethodCall.of(node)
                .filter(call -> call.name().equals("clone") && call.arguments().isEmpty())
                .filter(call -> call.receiver().is("identifier"))
                .filter(call -> isOnlyRead(node));
        Optional<Node> loop = clone.flatMap(call -> Constructors.loop(node, scope));
        if (loop.isEmpty() || scope.inTests(node)) {
            return;
        }
        String name = clone.get().receiver().text();
        boolean leaves = leavesLoop(node, loop.get());
        scope.function(node)
                .filter(function -> !leaves && !isChanged(loop.get(), name) && isHeavy(function, name, loop.get()))
                .ifPresent(function ->
                        sink.report(scope.draft(RULE, node, node.startLine()).with("variable", name)));
    }

    /** {@code &x.clone()} and {@code x.clone().len()}. */
    private static boolean isOnlyRead(Node clone) {
        Optional<Node> around = clone.parent();
        boolean lent = around.filter(parent ->
                        parent.is("reference_expression") && !parent.text().matches("&\\s*mut\\b(?s:.*)"))
                .isPresent();
        boolean asked = around.filter(parent -> parent.is("field_expression"))
                .flatMap(Node::parent)
                .flatMap(MethodCall::of)
                .filter(call -> READS.matcher(call.name()).matches())
                .isPresent();
        return lent || asked;
    }

    /** The loop ends after the clone, so it is made once. */
    private static boolean leavesLoop(Node clone, Node loop) {
        Optional<Node> statement = clone.ancestor("return_expression", "break_expression");
        return statement.filter(each -> each.index() > loop.index()).isPresent();
    }

    /** Whether the loop writes to the variable: then each round has another value. */
    private static boolean isChanged(Node loop, String name) {
        boolean assigned = loop.descendants().stream()
                .filter(node -> node.is("assignment_expression") || node.is("compound_assignment_expr"))
                .anyMatch(node ->
                        node.child("left").filter(left -> left.hasText(name)).isPresent());
        return assigned
                || loop.descendants("call_expression").stream()
                        .flatMap(call -> MethodCall.of(call).stream())
                        .filter(call -> call.receiver().hasText(name))
                        .anyMatch(call -> CHANGES.matcher(call.name()).matches())
                || loop.descendants("reference_expression").stream()
                        .anyMatch(reference -> reference.text().matches("&\\s*mut\\s+" + name));
    }

    private static boolean isHeavy(Node function, String name, Node loop) {
        boolean parameter = function.child("parameters").stream()
                .flatMap(parameters -> parameters.namedChildren().stream())
                .filter(each -> each.child("pattern")
                        .filter(pattern -> pattern.hasText(name))
                        .isPresent())
                .anyMatch(each -> each.child("type")
                        .filter(type -> HEAVY_TYPE.matcher(type.text()).matches())
                        .isPresent());
        return parameter
                || function.descendants("let_declaration").stream()
                        .filter(each -> each.index() < loop.index())
                        .filter(each -> each.child("pattern")
                                .filter(pattern -> pattern.hasText(name))
                                .isPresent())
                        .anyMatch(CloneInLoop::isHeavy);
    }

    private static boolean isHeavy(Node declaration) {
        boolean byType = declaration
                .child("type")
                .filter(type -> HEAVY_TYPE.matcher(type.text()).matches())
                .isPresent();
        return byType
                || declaration
                        .child("value")
                        .filter(value -> HEAVY_VALUE.matcher(value.text()).matches())
                        .isPresent();
    }
}
