package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.syntax.Components;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What rules that look beyond one file need to know of React code, as words. {@link #IMAGES}: lines of {@code <img>} with
 * a source of its own. {@link #ROUTES}: components that routes show. {@link #FRAMES}: those that show what lies inside of them, or lead
 * elsewhere. {@link #STORES}: hooks that zustand makes. {@link
 * #STORE_STATE}: {@code <hook>@<member>} for what such a store holds besides functions. {@link #STORE_CALLS}: {@code
 * <hook>@<line>@<member>,…} of calls without a selector, and what they take. {@link #MEMOISED}: components that are compared by
 * their props. {@link #FRESH_PROPS}: {@code <component>@<prop>@<line>} of values made while rendering.
 */
public final class ReactFacts implements FactsExtractor {

    public static final String IMAGES = "react.images";
    public static final String ROUTES = "react.routes";
    public static final String FRAMES = "react.frames";
    public static final String STORES = "react.stores";
    public static final String STORE_STATE = "react.store-state";
    public static final String STORE_CALLS = "react.store-calls";
    public static final String MEMOISED = "react.memoised";
    public static final String FRESH_PROPS = "react.fresh-props";

    private static final Set<String> ELEMENTS = Set.of("jsx_element", "jsx_self_closing_element", "jsx_fragment");
    private static final Set<String> FRESH = Set.of("object", "array", "arrow_function", "function_expression");
    private static final Set<String> OF_PAGES = Set.of("path", "index");
    private static final String INSIDE = "Outlet";
    private static final Set<String> LEADING = Set.of("Navigate", "Redirect");
    private static final Set<String> SHOWS = Set.of("element", "component", "Component");

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree().ifPresent(tree -> read(tree, facts));
    }

    private static void read(SyntaxTree tree, FactsBuilder facts) {
        for (int index = 0; index < tree.size(); index++) {
            switch (tree.kind(index)) {
                case "jsx_self_closing_element", "jsx_opening_element" -> element(tree.node(index), facts);
                case "call_expression" -> call(tree.node(index), facts);
                case "pair" -> routeObject(tree.node(index), facts);
                default -> {
                    // Nothing else is asked for.
                }
            }
        }
    }

    private static void element(Node tag, FactsBuilder facts) {
        String name = tag.child("name").map(Node::text).orElse("");
        List<Node> attributes = tag.namedChildren().stream()
                .filter(node -> node.is("jsx_attribute"))
                .toList();
        if (name.equals("img")) {
            attributes.stream()
                    .flatMap(attribute -> writtenSource(attribute).stream())
                    .forEach(source -> facts.word(IMAGES, tag.startLine() + "@" + source));
        }
        if (name.endsWith("Route") && !isLayout(tag, attributes)) {
            attributes.stream()
                    .filter(attribute -> SHOWS.contains(nameOf(attribute)))
                    .flatMap(attribute -> shown(attribute).stream())
                    .forEach(component -> facts.word(ROUTES, component));
        }
        if (name.equals(INSIDE) || LEADING.contains(name)) {
            Components.around(tag)
                    .filter(component -> name.equals(INSIDE) || leadsOnly(component))
                    .ifPresent(component -> facts.word(FRAMES, Scripts.nameOf(component)));
        }
        if (!name.isEmpty()
                && Character.isUpperCase(name.charAt(0))
                && !hasElementsInside(tag)
                && Components.renderingFunction(tag)
                        .filter(ReactFacts::rendersAgain)
                        .isPresent()) {
            List<Node> fresh = attributes.stream().filter(ReactFacts::isFresh).toList();
            fresh.stream()
                    .limit(1)
                    .map(first -> String.join("@", name, names(fresh), String.valueOf(first.startLine())))
                    .forEach(word -> facts.word(FRESH_PROPS, word));
        }
    }

    private static boolean leadsOnly(Node component) {
        return component.descendants(Set.of("jsx_self_closing_element", "jsx_opening_element")).stream()
                .allMatch(tag -> tag.child("name")
                        .filter(name -> LEADING.contains(name.text()))
                        .isPresent());
    }

    /** A route without a path of its own draws a frame around those inside of it. */
    private static boolean isLayout(Node tag, List<Node> attributes) {
        return tag.is("jsx_opening_element")
                && attributes.stream().map(ReactFacts::nameOf).noneMatch(OF_PAGES::contains);
    }

    private static String names(List<Node> attributes) {
        return attributes.stream().map(ReactFacts::nameOf).collect(Collectors.joining(","));
    }

    /**
     * What is given nothing and keeps nothing is rendered once, as long as its parent holds on to the element; what is
     * compared by its one prop and keeps nothing, when that is another one.
     */
    private static boolean rendersAgain(Node function) {
        return !Components.isComponent(function)
                || Scripts.ownNodes(function)
                        .filter(node -> node.is("call_expression"))
                        .anyMatch(call -> Scripts.lastName(call).matches("use([A-Z]\\w*)?"))
                || (isGivenAny(function) && !isComparedByOne(function));
    }

    private static boolean isGivenAny(Node function) {
        return function.child("parameter").isPresent()
                || function.child("parameters")
                        .filter(parameters -> !parameters.namedChildren().isEmpty())
                        .isPresent();
    }

    private static boolean isComparedByOne(Node function) {
        boolean memoised = function.parent()
                .filter(arguments -> arguments.is("arguments"))
                .flatMap(Node::parent)
                .filter(call -> Scripts.lastName(call).equals("memo"))
                .isPresent();
        return memoised
                && function.child("parameters").stream()
                        .flatMap(parameters -> parameters.descendants("object_pattern").stream()
                                .limit(1))
                        .map(Node::namedChildren)
                        .anyMatch(
                                props -> props.size() == 1 && !props.getFirst().is("rest_pattern"));
    }

    /** Elements between the tags are a prop that is made anew whatever the others are. */
    private static boolean hasElementsInside(Node tag) {
        return tag.is("jsx_opening_element")
                && tag.parent().stream()
                        .flatMap(element -> element.namedChildren().stream())
                        .filter(child -> !child.equals(tag) && !child.is("jsx_closing_element"))
                        .anyMatch(child -> ELEMENTS.contains(child.kind())
                                || !child.descendants(ELEMENTS).isEmpty());
    }

    private static String nameOf(Node attribute) {
        return attribute.namedChildren().stream().findFirst().map(Node::text).orElse("");
    }

    /** The path of a file of the application's own: {@code src="/a.jpg"} or {@code src={"/a.jpg"}}. */
    private static Optional<String> writtenSource(Node attribute) {
        return Optional.of(attribute)
                .filter(each ->
                        nameOf(each).equals("src") && each.namedChildren().size() == 2)
                .map(each -> each.namedChildren().get(1))
                .map(value ->
                        value.is("jsx_expression") && value.namedChildren().size() == 1
                                ? value.namedChildren().getFirst()
                                : value)
                .filter(value -> value.is("string") && value.text().startsWith("/", 1))
                .map(value -> value.text().substring(1, value.text().length() - 1));
    }

    private static boolean isFresh(Node attribute) {
        return !nameOf(attribute).equals("key")
                && attribute.namedChildren().size() == 2
                && attribute.namedChildren().get(1).namedChildren().stream()
                        .anyMatch(value -> FRESH.contains(value.kind()));
    }

    /** The component in {@code component={Page}}, or the innermost one in {@code element={<Guard><Page /></Guard>}}. */
    private static Optional<String> shown(Node value) {
        List<Node> names = value.descendants().stream()
                .filter(node -> node.is("identifier")
                        && Character.isUpperCase(node.text().charAt(0)))
                .toList();
        return names.stream()
                .filter(name -> name.parent()
                        .filter(tag -> tag.is("jsx_self_closing_element"))
                        .isPresent())
                .findFirst()
                .or(() -> names.stream().findFirst())
                .map(Node::text);
    }

    private static void routeObject(Node pair, FactsBuilder facts) {
        boolean shows =
                pair.child("key").filter(key -> SHOWS.contains(key.text())).isPresent();
        boolean route = pair.parent()
                .filter(object -> object.namedChildren().stream()
                        .anyMatch(other -> other.child("key")
                                .filter(key -> key.hasText("path") || key.hasText("index"))
                                .isPresent()))
                .isPresent();
        if (shows && route) {
            pair.child("value")
                    .flatMap(value -> value.is("identifier") ? Optional.of(value.text()) : shown(value))
                    .ifPresent(component -> facts.word(ROUTES, component));
        }
    }

    private static void call(Node call, FactsBuilder facts) {
        String callee = Scripts.callee(call);
        if (callee.startsWith("create")) {
            topLevelName(call)
                    .filter(name -> name.matches("use[A-Z]\\w*") && importsZustand(call))
                    .ifPresent(name -> {
                        facts.word(STORES, name);
                        StoreState.of(call).forEach(member -> facts.word(STORE_STATE, name + "@" + member));
                    });
        } else if (callee.matches("(React\\.)?memo")) {
            memoised(call, topLevelName(call)).ifPresent(component -> facts.word(MEMOISED, component));
        } else if (callee.matches("use[A-Z]\\w*")
                && Scripts.arguments(call).isEmpty()
                && Components.renderingFunction(call).isPresent()) {
            facts.word(STORE_CALLS, callee + "@" + call.startLine() + "@" + String.join(",", StoreState.taken(call)));
        }
    }

    /** The name of the constant of the file that the call's result becomes. */
    private static Optional<String> topLevelName(Node call) {
        return call.ancestor("variable_declarator")
                .filter(variable -> Scripts.enclosingFunction(variable).isEmpty())
                .flatMap(variable -> variable.child("name"))
                .map(Node::text);
    }

    private static boolean importsZustand(Node node) {
        return node.tree().root().namedChildren().stream()
                .filter(statement -> statement.is("import_statement"))
                .flatMap(statement -> statement.child("source").stream())
                .anyMatch(source -> source.text().matches("['\"]zustand(/.*)?['\"]"));
    }

    /** {@code const A = memo(…)} and {@code export default memo(A)}; a second argument decides by itself. */
    private static Optional<String> memoised(Node call, Optional<String> name) {
        List<Node> arguments = Scripts.arguments(call);
        return arguments.size() != 1
                ? Optional.empty()
                : name.or(() -> Optional.of(arguments.getFirst())
                        .filter(each -> each.is("identifier"))
                        .map(Node::text));
    }
}
