package dev.upkeep.engine.detect.rust.facts;

import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether a place is run again and again within one call of its function: in a loop, or in a closure of an iterator. */
public final class Repetition {

    private static final Set<String> STATEMENTS = Set.of("for_expression", "while_expression", "loop_expression");

    /** Methods of iterators and collections alone that call what they are given for each element. */
    private static final Set<String> FOR_EACH = Set.of(
            "for_each",
            "try_for_each",
            "for_each_concurrent",
            "filter_map",
            "flat_map",
            "fold",
            "try_fold",
            "find",
            "find_map",
            "any",
            "all",
            "position",
            "partition",
            "take_while",
            "skip_while",
            "map_while",
            "scan",
            "retain",
            "sort_by",
            "sort_by_key",
            "sort_by_cached_key",
            "min_by_key",
            "max_by_key");

    /** Methods that an option and a result have too. */
    private static final Set<String> PERHAPS = Set.of("map", "filter", "inspect");

    /** What gives an iterator. */
    private static final Set<String> SOURCES = Set.of(
            "iter",
            "iter_mut",
            "into_iter",
            "par_iter",
            "into_par_iter",
            "lines",
            "chars",
            "char_indices",
            "bytes",
            "keys",
            "values",
            "values_mut",
            "into_keys",
            "into_values",
            "drain",
            "split",
            "rsplit",
            "splitn",
            "split_whitespace",
            "split_terminator",
            "split_inclusive",
            "windows",
            "chunks",
            "enumerate",
            "filter_map",
            "flat_map",
            "captures_iter",
            "find_iter",
            "entries");

    /** What takes one element, or makes one thing, of an iterator. */
    private static final Set<String> ENDS = Set.of(
            "next",
            "next_back",
            "last",
            "nth",
            "peek",
            "find",
            "find_map",
            "position",
            "min",
            "max",
            "min_by_key",
            "max_by_key",
            "reduce",
            "fold");

    /** {@code if line.starts_with("version")}: of the elements it picks one kind, of which there may be one. */
    private static final Pattern PICKS = Pattern.compile("starts_with\\([\"']|ends_with\\([\"']|==\\s*\"");

    private Repetition() {}

    /** A loop or a closure that is called for each element stands between the place and its function. */
    public static boolean isRepeated(Node place) {
        return around(place).isPresent();
    }

    /** The same, and no condition in the loop picks single elements by a literal. */
    public static boolean isForEach(Node place) {
        return around(place)
                .filter(loop -> Stream.iterate(place.parent(), Optional::isPresent, at -> at.flatMap(Node::parent))
                        .flatMap(Optional::stream)
                        .takeWhile(at -> at.index() > loop.index())
                        .filter(at -> !isIn(at.child("alternative"), place))
                        .flatMap(at -> at.child("condition").stream())
                        .noneMatch(condition -> PICKS.matcher(condition.text()).find()))
                .isPresent();
    }

    /** Whether a place is in the last part of what is around it. */
    private static boolean isIn(Optional<Node> last, Node place) {
        return last.filter(part -> part.index() <= place.index()).isPresent();
    }

    /** The innermost that repeats the place. */
    public static Optional<Node> around(Node place) {
        Node here = place;
        for (Optional<Node> at = place.parent(); at.isPresent() && !at.get().is("function_item"); ) {
            if (isRepeatedBy(at.get(), here)) {
                return at;
            }
            here = at.get();
            at = here.parent();
        }
        return Optional.empty();
    }

    private static boolean isRepeatedBy(Node around, Node part) {
        if (around.is("arguments") && part.is("closure_expression")) {
            return around.parent().filter(Repetition::callsForEach).isPresent();
        }
        return STATEMENTS.contains(around.kind())
                && (around.is("while_expression")
                        || around.child("body")
                                .filter(body -> body.index() == part.index())
                                .isPresent());
    }

    /** Whether a call of a method calls the closures and functions among its arguments for each element. */
    public static boolean callsForEach(Node call) {
        Optional<Node> method = method(call);
        String name =
                method.flatMap(each -> each.child("field")).map(Node::text).orElse("");
        return FOR_EACH.contains(name)
                || (PERHAPS.contains(name)
                        && method.flatMap(each -> each.child("value"))
                                .filter(Repetition::isIterator)
                                .isPresent());
    }

    private static boolean isIterator(Node value) {
        for (Optional<Node> at = Optional.of(value); at.isPresent(); ) {
            Optional<Node> method = method(at.get());
            String name =
                    method.flatMap(each -> each.child("field")).map(Node::text).orElse("");
            if (SOURCES.contains(name) || ENDS.contains(name) || method.isEmpty()) {
                return SOURCES.contains(name) || isRange(at.get());
            }
            at = method.flatMap(each -> each.child("value"));
        }
        return false;
    }

    private static boolean isRange(Node value) {
        return value.is("parenthesized_expression")
                && value.childOfKind("range_expression").isPresent();
    }

    private static Optional<Node> method(Node call) {
        return Optional.of(call)
                .filter(node -> node.is("call_expression"))
                .flatMap(node -> node.child("function"))
                .map(function -> function.is("generic_function")
                        ? function.child("function").orElse(function)
                        : function)
                .filter(function -> function.is("field_expression"));
    }
}
