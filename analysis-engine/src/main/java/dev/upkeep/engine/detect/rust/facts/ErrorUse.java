package dev.upkeep.engine.detect.rust.facts;

import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.ContextRange;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What production code does with what functions give that may fail: those whose errors end it, {@code
 * rust.panicked-calls}, and those whose errors it does something else with, {@code rust.handled-calls}. By the name of the
 * function or method alone. Where nothing is seen at the call itself, nothing is said.
 */
public final class ErrorUse {

    public static final String PANICKED = "rust.panicked-calls";
    public static final String HANDLED = "rust.handled-calls";

    private static final Set<String> PANICS = Set.of("unwrap", "expect", "unwrap_unchecked");
    /** What gives the error on in other words. */
    private static final Set<String> CHANGES = Set.of("map_err", "inspect_err", "context", "with_context", "map");

    private static final Set<String> HANDLES = Set.of(
            "or_else",
            "unwrap_or_else",
            "err",
            "unwrap_err",
            "expect_err",
            "and_then",
            "map_or_else",
            "unwrap_or",
            "unwrap_or_default");

    private static final Pattern ENDS = Pattern.compile("\\b(panic|unreachable|todo|unimplemented)!|\\bexit\\(");

    private final List<ContextRange> tests;
    private final Set<String> panicked = new TreeSet<>();
    private final Set<String> handled = new TreeSet<>();

    ErrorUse(List<ContextRange> tests) {
        this.tests = tests;
    }

    void visit(Node call) {
        String use = use(call, "");
        // Of most calls nothing is seen, and where they stand need not be asked.
        if (!use.isEmpty() && !TestPlaces.include(tests, call.startLine())) {
            (use.equals(PANICKED) ? panicked : handled).add(name(call));
        }
    }

    /**
     * The kind of words that a call belongs to, by what stands around it.
     *
     * @param known what it is if no more is seen, and empty if it may be anything
     */
    private static String use(Node value, String known) {
        Optional<Node> around = value.parent();
        return around.isEmpty()
                ? known
                : switch (around.get().kind()) {
                    case "await_expression", "parenthesized_expression", "match_block" -> use(around.get(), known);
                    case "match_arm" -> isValue(value, around.get()) ? use(around.get(), known) : known;
                    case "match_expression" -> isValue(value, around.get()) ? HANDLED : use(around.get(), known);
                    case "let_condition" -> isValue(value, around.get()) ? HANDLED : known;
                    case "try_expression", "return_expression" -> HANDLED;
                    case "field_expression" -> method(around.get(), known);
                    default -> known;
                };
    }

    private static String method(Node field, String known) {
        String method = field.child("field").map(Node::text).orElse("");
        Optional<Node> call = field.parent().filter(up -> up.is("call_expression"));
        if (call.isPresent() && CHANGES.contains(method)) {
            return use(call.get(), HANDLED);
        }
        return call.filter(next -> ends(method, next)).isPresent()
                ? PANICKED
                : HANDLES.contains(method) ? HANDLED : known;
    }

    private static boolean isValue(Node part, Node around) {
        return around.child("value").filter(part::equals).isPresent();
    }

    private static boolean ends(String method, Node call) {
        return PANICS.contains(method)
                || (method.equals("unwrap_or_else")
                        && call.child("arguments")
                                .filter(arguments ->
                                        ENDS.matcher(arguments.text()).find())
                                .isPresent());
    }

    private static String name(Node call) {
        Optional<Node> function = call.child("function");
        return function.filter(each -> each.is("field_expression"))
                .flatMap(each -> each.child("field"))
                .map(Node::text)
                .orElseGet(() -> function.map(RustPath::segments)
                        .filter(path -> !path.isEmpty())
                        .map(List::getLast)
                        .orElse(""));
    }

    /** After the last visit. */
    void finish(FactsBuilder facts) {
        panicked.stream()
                .filter(name -> !name.isEmpty() && !handled.contains(name))
                .forEach(name -> facts.word(PANICKED, name));
        handled.stream().filter(name -> !name.isEmpty()).forEach(name -> facts.word(HANDLED, name));
    }
}
