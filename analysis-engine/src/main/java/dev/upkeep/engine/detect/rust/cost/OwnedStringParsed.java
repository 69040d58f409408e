package dev.upkeep.engine.detect.rust.cost;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustCheck;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** JSON that is turned from bytes into a string of its own before it is parsed; a lossy conversion may be meant. */
public final class OwnedStringParsed implements RustCheck {

    private static final String RULE = "rust/owned-string-parsed";
    private static final Pattern PARSES =
            Pattern.compile("(serde_json|simd_json|sonic_rs|serde_yaml|serde_yml)::from_str");
    private static final Pattern FROM_BYTES =
            Pattern.compile("(std::string::)?String::from_utf8|(std::|core::)?str::from_utf8");

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
        String callee = scope.callee(node);
        if (!PARSES.matcher(callee).matches() || MethodCall.arguments(node).size() != 1) {
            return;
        }
        Node argument = MethodCall.arguments(node).getFirst();
        conversion(argument, scope)
                .or(() -> ofVariable(argument, node, scope))
                .ifPresent(made -> sink.report(scope.draft(RULE, node, node.startLine())
                        .with("made", made)
                        .with("call", callee)
                        .with("instead", callee.replace("from_str", "from_slice"))));
    }

    private static Optional<String> conversion(Node expression, RustScope scope) {
        if (expression.is("call_expression")
                && FROM_BYTES.matcher(scope.callee(expression)).matches()) {
            return expression.child("function").map(Node::text);
        }
        boolean wraps = expression.is("reference_expression")
                || expression.is("try_expression")
                || MethodCall.of(expression)
                        .filter(call -> Set.of(
                                        "unwrap",
                                        "expect",
                                        "map_err",
                                        "unwrap_or_default",
                                        "as_str",
                                        "as_ref",
                                        "context")
                                .contains(call.name()))
                        .isPresent();
        Optional<Node> inner = MethodCall.of(expression)
                .map(MethodCall::receiver)
                .or(() -> expression.namedChildren().stream().findFirst());
        return inner.filter(each -> wraps).flatMap(each -> conversion(each, scope));
    }

    /** A variable that is made for this call alone. */
    private static Optional<String> ofVariable(Node argument, Node call, RustScope scope) {
        String name = argument.text().replaceFirst("^&\\s*", "");
        Optional<Node> function = scope.function(call).filter(each -> name.matches("\\w+"));
        long uses = function.stream()
                .flatMap(each -> each.descendants("identifier").stream())
                .filter(each -> each.hasText(name))
                .count();
        boolean inMacros =
                function.filter(each -> each.text().contains("{" + name)).isPresent();
        return function.filter(each -> uses == 2 && !inMacros)
                .flatMap(each -> each.descendants("let_declaration").stream()
                        .filter(declaration -> declaration
                                .child("pattern")
                                .filter(pattern -> pattern.hasText(name))
                                .isPresent())
                        .flatMap(declaration -> declaration.child("value").stream())
                        .flatMap(value -> conversion(value, scope).stream())
                        .findFirst());
    }
}
