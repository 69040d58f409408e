package dev.upkeep.engine.detect.cache;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.facts.RustPath;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which field or static an expression stands for, through locks, references, guards in variables and functions that give
 * a static. A variable counts within its function, whatever its block.
 */
final class RustRoots {

    /** Methods whose result is still the same thing, or a guard of it. */
    private static final Set<String> SAME = Set.of(
            "lock",
            "read",
            "write",
            "try_lock",
            "try_read",
            "try_write",
            "blocking_lock",
            "blocking_read",
            "blocking_write",
            "upgradable_read",
            "unwrap",
            "expect",
            "unwrap_or_else",
            "map_err",
            "ok",
            "borrow",
            "borrow_mut",
            "as_ref",
            "as_mut",
            "clone",
            "deref",
            "deref_mut",
            "get_or_init",
            "load");

    private static final Set<String> WITH = Set.of("with", "with_borrow", "with_borrow_mut");
    private static final Set<String> CLONES = Set.of("Arc::clone", "Rc::clone", "std::sync::Arc::clone");

    private final Map<String, String> aliases = new HashMap<>();
    private final Map<String, String> givers = new HashMap<>();

    RustRoots(SyntaxTree tree) {
        for (int index = 0; index < tree.size(); index++) {
            Node node = tree.node(index);
            switch (tree.kind(index)) {
                case "static_item" -> giver(node);
                case "let_declaration", "let_condition" -> alias(node);
                case "closure_expression" -> parameter(node);
                default -> {
                    // names nothing again
                }
            }
        }
    }

    /** {@code fn cache() -> &'static Mutex<…> { static CACHE: …; CACHE.get_or_init(…) }}. */
    private void giver(Node item) {
        Optional<Node> function = item.ancestor("function_item")
                .filter(each -> each.child("return_type")
                        .filter(type -> type.text().startsWith("&'static"))
                        .isPresent());
        function.flatMap(each -> each.child("name"))
                .ifPresent(name -> item.child("name").ifPresent(inner -> givers.put(name.text(), inner.text())));
    }

    private void alias(Node binding) {
        Optional<String> root = binding.child("value").flatMap(this::of);
        Optional<Node> pattern = binding.child("pattern");
        root.ifPresent(name ->
                pattern.flatMap(RustRoots::bound).ifPresent(bound -> aliases.put(key(binding, bound), name)));
    }

    private static String key(Node place, String name) {
        return place.ancestor("function_item").map(Node::index).orElse(-1) + " " + name;
    }

    private static Optional<String> bound(Node pattern) {
        return switch (pattern.kind()) {
            case "identifier" -> Optional.of(pattern.text());
            case "mut_pattern", "tuple_struct_pattern", "ref_pattern" ->
                pattern.namedChildren().stream()
                        .reduce((first, last) -> last)
                        .filter(last -> !last.equals(pattern))
                        .flatMap(RustRoots::bound);
            default -> Optional.empty();
        };
    }

    /** {@code CACHE.with(|cache| …)}. */
    private void parameter(Node closure) {
        Optional<MethodCall> call = closure.parent()
                .flatMap(Node::parent)
                .flatMap(MethodCall::of)
                .filter(each -> WITH.contains(each.name()));
        List<Node> parameters =
                closure.child("parameters").map(Node::namedChildren).orElse(List.of());
        if (call.isPresent() && parameters.size() == 1) {
            of(call.get().receiver())
                    .ifPresent(name ->
                            aliases.put(key(closure, parameters.getFirst().text()), name));
        }
    }

    /** The name of the field, static or variable; empty where the expression is something made from it. */
    Optional<String> of(Node expression) {
        return switch (expression.kind()) {
            case "identifier" ->
                Optional.of(aliases.getOrDefault(key(expression, expression.text()), expression.text()));
            case "field_expression" -> expression.child("field").map(Node::text);
            case "await_expression",
                    "try_expression",
                    "reference_expression",
                    "unary_expression",
                    "parenthesized_expression" ->
                expression.namedChildren().stream()
                        .filter(each -> !each.is("mutable_specifier"))
                        .findFirst()
                        .flatMap(this::of);
            case "call_expression" -> ofCall(expression);
            default -> Optional.empty();
        };
    }

    private Optional<String> ofCall(Node call) {
        Optional<MethodCall> method = MethodCall.of(call);
        if (method.isPresent()) {
            return method.filter(each -> SAME.contains(each.name())).flatMap(each -> of(each.receiver()));
        }
        String function = call.child("function").map(RustPath::text).orElse("");
        List<Node> arguments = MethodCall.arguments(call);
        if (CLONES.contains(function) && arguments.size() == 1) {
            return of(arguments.getFirst());
        }
        return Optional.ofNullable(givers.get(function)).filter(name -> arguments.isEmpty());
    }

    /** Whether this call only makes another handle of its argument, or lets go of it. */
    static boolean isHandle(Node call) {
        String function = call.child("function").map(RustPath::text).orElse("");
        return CLONES.contains(function) || Set.of("drop", "Some", "Ok").contains(function);
    }
}
