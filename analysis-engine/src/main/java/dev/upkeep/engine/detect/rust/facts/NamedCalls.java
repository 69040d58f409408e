package dev.upkeep.engine.detect.rust.facts;

import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The statements of a function's body that name the result of one call, such as {@code let date =
 * date::register(context);}, or give one thing value after value, such as {@code texts.set_title("Title".into());},
 * counted by what they call: to split them is to hand all of the names on, or to break up a list. Asked of functions whose
 * syntax shows no branch.
 */
record NamedCalls(SyntaxTree tree, int function) {

    private static final int FEWEST_ALIKE = 20;
    private static final int MOST_LINES = 2;

    private static final String SETTER = "set_";

    /** What the tokens of a macro show where it branches. */
    private static final Set<String> STEPS = Set.of("closure_expression", "if", "match", "while", "loop");

    private static final Set<String> WRAPPERS = Set.of("try_expression", "await_expression", "reference_expression");

    static NamedCalls of(SyntaxTree tree, int function) {
        return new NamedCalls(tree, function);
    }

    /**
     * Whether half of the statements name what the same call gives, or set values of the same thing, and many do, and none
     * hides a step of another kind in a macro; where nearly all do, the few others may be what they are.
     */
    boolean isTable() {
        int body = tree.childByField(function, "body");
        int[] statements = tree.children(body)
                .filter(child -> tree.named(child) && !tree.symbols().comment(tree.symbol(child)))
                .toArray();
        if (statements.length < FEWEST_ALIKE) {
            return false;
        }
        long alike = IntStream.of(statements)
                .filter(statement -> tree.endLine(statement) - tree.startLine(statement) < MOST_LINES)
                .mapToObj(this::called)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .values()
                .stream()
                .max(Comparator.naturalOrder())
                .orElse(0L);
        boolean nearlyAll = alike * 10 >= statements.length * 9L;
        boolean half = alike * 2 >= statements.length;
        return alike >= FEWEST_ALIKE && (nearlyAll || (half && tree.descendants(body, STEPS).length == 0));
    }

    /** The name of what gives a statement's value; empty where it is something else. */
    private String called(int statement) {
        return switch (tree.kind(statement)) {
            case "let_declaration" -> calledBy(unwrapped(tree.childByField(statement, "value")));
            case "expression_statement" ->
                setter(tree.children(statement).filter(tree::named).findFirst().orElse(-1));
            default -> "";
        };
    }

    /** What a value is set of: {@code texts.set_} of {@code texts.set_title("Title".into())}. */
    private String setter(int call) {
        int method = call >= 0 && tree.kind(call).equals("call_expression") ? tree.childByField(call, "function") : -1;
        if (method < 0 || !tree.kind(method).equals("field_expression")) {
            return "";
        }
        String name = lastName(method);
        return name.startsWith(SETTER) ? tree.text(tree.childByField(method, "value")) + "." + SETTER : "";
    }

    private String calledBy(int call) {
        if (call < 0) {
            return "";
        }
        return switch (tree.kind(call)) {
            case "call_expression" -> lastName(tree.childByField(call, "function"));
            case "macro_invocation" -> lastName(tree.childByField(call, "macro"));
            default -> "";
        };
    }

    private int unwrapped(int value) {
        int at = value;
        while (at >= 0 && WRAPPERS.contains(tree.kind(at))) {
            at = tree.children(at).filter(tree::named).findFirst().orElse(-1);
        }
        return at;
    }

    private String lastName(int path) {
        int at = path;
        while (at >= 0 && tree.kind(at).equals("generic_function")) {
            at = tree.childByField(at, "function");
        }
        if (at < 0) {
            return "";
        }
        int last = IntStream.of(tree.childByField(at, "name"), tree.childByField(at, "field"))
                .filter(part -> part >= 0)
                .findFirst()
                .orElse(at);
        return Stream.of("identifier", "field_identifier").anyMatch(tree.kind(last)::equals) ? tree.text(last) : "";
    }
}
