package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which lock stands behind a name, as far as this file tells: by the types of fields, parameters, statics and variables,
 * and by constructors. A name with two kinds of locks tells nothing.
 */
public final class LockTypes {

    /** Locks that stop the thread while they wait. */
    private static final Set<String> BLOCKING = Set.of(
            "std::sync::Mutex",
            "std::sync::RwLock",
            "parking_lot::Mutex",
            "parking_lot::RwLock",
            "parking_lot::FairMutex",
            "parking_lot::ReentrantMutex");
    /** Locks of asynchronous runtimes. */
    private static final Set<String> ASYNC = Set.of(
            "tokio::sync::Mutex",
            "tokio::sync::RwLock",
            "async_lock::Mutex",
            "async_lock::RwLock",
            "async_std::sync::Mutex",
            "async_std::sync::RwLock",
            "futures::lock::Mutex",
            "futures_util::lock::Mutex",
            "async_mutex::Mutex");

    private final Map<String, Set<String>> byName = new HashMap<>();

    LockTypes(RustScope scope) {
        SyntaxTree tree = scope.tree();
        for (int index = 0; index < tree.size(); index++) {
            Node node = tree.node(index);
            switch (node.kind()) {
                case "field_declaration", "static_item" ->
                    node.child("name").ifPresent(name -> learn(name, node, scope));
                case "parameter", "let_declaration" ->
                    node.child("pattern").ifPresent(pattern -> learn(pattern, node, scope));
                default -> {
                    // names nothing with a type
                }
            }
        }
    }

    private void learn(Node name, Node declaration, RustScope scope) {
        Optional<Node> says = declaration.child("type").or(() -> declaration.child("value"));
        says.map(type -> lockIn(type, scope))
                .filter(lock -> !lock.isEmpty())
                .ifPresent(lock -> byName.computeIfAbsent(plain(name), key -> new HashSet<>())
                        .add(lock));
    }

    /** The outermost lock type that a type or a constructor call names. */
    private static String lockIn(Node type, RustScope scope) {
        SyntaxTree tree = type.tree();
        int end = tree.subtreeEnd(type.index());
        for (int at = type.index(); at < end; at++) {
            switch (tree.kind(at)) {
                case "scoped_type_identifier", "type_identifier", "scoped_identifier" -> {
                    String path = scope.resolved(tree.node(at));
                    String lock = path.endsWith("::new") ? path.substring(0, path.length() - "::new".length()) : path;
                    if (BLOCKING.contains(lock) || ASYNC.contains(lock)) {
                        return lock;
                    }
                }
                case "closure_expression", "block" -> {
                    return "";
                }
                default -> {
                    // names no type
                }
            }
        }
        return "";
    }

    private static String plain(Node pattern) {
        return pattern.is("mut_pattern") ? pattern.namedChildren().getLast().text() : pattern.text();
    }

    /** The blocking lock that this expression, such as {@code self.state}, holds; empty where that is not sure. */
    public Optional<String> blocking(Node expression) {
        return lock(expression).filter(BLOCKING::contains);
    }

    /** Whether anything is known of the type of this expression. */
    public boolean isKnown(Node expression) {
        return !byName.getOrDefault(name(expression), Set.of()).isEmpty();
    }

    private Optional<String> lock(Node expression) {
        Set<String> known = byName.getOrDefault(name(expression), Set.of());
        return known.size() == 1 ? known.stream().findFirst() : Optional.empty();
    }

    private static String name(Node expression) {
        return switch (expression.kind()) {
            case "field_expression" -> expression.child("field").map(Node::text).orElse("");
            case "identifier" -> expression.text();
            default -> "";
        };
    }
}
