package dev.upkeep.engine.detect.script.syntax;

import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells React components and hooks from other functions. */
public final class Components {

    private static final Set<String> MARKUP = Set.of("jsx_element", "jsx_self_closing_element", "jsx_fragment");

    /** What React calls on a component that is a class. */
    private static final Set<String> LIFECYCLE = Set.of(
            "constructor",
            "render",
            "componentDidMount",
            "componentDidUpdate",
            "componentWillUnmount",
            "componentDidCatch",
            "shouldComponentUpdate",
            "getSnapshotBeforeUpdate",
            "UNSAFE_componentWillMount",
            "UNSAFE_componentWillReceiveProps",
            "UNSAFE_componentWillUpdate");

    private static final Pattern COMPONENT = Pattern.compile("^extends\\s+(\\w+\\.)?(Pure)?Component\\b");

    /** What a function says that it returns: {@code JSX.Element | null}. */
    private static final Pattern RENDERED = Pattern.compile(
            "\\b(JSX\\.Element|(React|Preact|preact)\\.(ReactNode|ReactElement|VNode)|ReactNode|ReactElement)\\b");

    private static final Pattern HOOK = Pattern.compile("(React\\.)?use[A-Z]\\w*");

    private static final Pattern OF_REACT = Pattern.compile("['\"](?:(?:@[\\w-]+/)?p?react(?:[-/].*)?|next/.*)['\"]");

    private Components() {}

    /**
     * A function whose name begins with a capital and that returns markup, says so by the type of what it returns, or
     * calls a hook, which nothing else with such a name may.
     */
    public static boolean isComponent(Node function) {
        String name = Scripts.nameOf(function);
        return Scripts.isFunction(function)
                && !function.is("method_definition")
                && !name.isEmpty()
                && Character.isUpperCase(name.charAt(0))
                && name.chars().allMatch(Character::isLetterOrDigit)
                && (isOfRenderedType(function)
                        || Scripts.ownNodes(function)
                                .anyMatch(
                                        node -> MARKUP.contains(node.kind()) || isKeptMarkup(node) || callsHook(node)));
    }

    private static boolean isOfRenderedType(Node function) {
        return function.child("return_type")
                .filter(type -> RENDERED.matcher(type.text()).find())
                .isPresent();
    }

    private static boolean callsHook(Node node) {
        return node.is("call_expression") && isHook(Scripts.callee(node));
    }

    /** Nearly all calls have another name, which is seen without a pattern. */
    public static boolean isHook(String callee) {
        return (callee.startsWith("use") || callee.startsWith("React."))
                && HOOK.matcher(callee).matches();
    }

    /** {@code return useMemo(() => <List />, [rows])}. */
    private static boolean isKeptMarkup(Node node) {
        return node.is("return_statement")
                && node.namedChildren().stream()
                        .limit(1)
                        .filter(value -> value.is("call_expression")
                                && Scripts.lastName(value).equals("useMemo"))
                        .flatMap(call -> Scripts.arguments(call).stream().limit(1))
                        .filter(Scripts::isFunction)
                        .flatMap(Scripts::ownNodes)
                        .anyMatch(inside -> MARKUP.contains(inside.kind()));
    }

    /** A function that may call hooks: a component, or one called {@code use…}. */
    public static boolean mayUseHooks(Node function) {
        return isComponent(function) || Scripts.nameOf(function).matches("use[A-Z]\\w*");
    }

    /** A method that React calls on a component that is a class: what it holds are handlers, as in a hook. */
    public static boolean isLifecycle(Node function) {
        return function.is("method_definition")
                && LIFECYCLE.contains(Scripts.nameOf(function))
                && function.ancestor("class_declaration", "class")
                        .flatMap(type -> type.childOfKind("class_heritage"))
                        .filter(heritage -> COMPONENT.matcher(heritage.text()).find())
                        .isPresent();
    }

    /** The component or hook whose render runs this node, not one of its callbacks. */
    public static Optional<Node> renderingFunction(Node node) {
        return Scripts.enclosingFunction(node).filter(Components::mayUseHooks);
    }

    /** The nearest component or hook around a node, however deep in callbacks. */
    public static Optional<Node> around(Node node) {
        Optional<Node> at = Scripts.enclosingFunction(node);
        while (at.isPresent() && !mayUseHooks(at.get())) {
            at = Scripts.enclosingFunction(at.get());
        }
        return at;
    }

    /** Whether the file imports something of React, or something that is made for it. */
    public static boolean usesReact(Node root) {
        return root.namedChildren().stream()
                .filter(node -> node.is("import_statement"))
                .flatMap(node -> node.child("source").stream())
                .map(Node::text)
                .anyMatch(source -> OF_REACT.matcher(source).matches());
    }
}
