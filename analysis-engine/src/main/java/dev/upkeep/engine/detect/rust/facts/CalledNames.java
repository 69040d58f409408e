package dev.upkeep.engine.detect.rust.facts;

import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.ContextRange;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Functions of other files that this one calls again and again, {@code rust.looped-calls}, and those that it calls once
 * for the process and nowhere else, {@code rust.once-calls}: in {@code main}, in statics and lazily. Each by its name
 * and what stands before it, such as {@code Shape::read}. Methods are not known by their names.
 */
public final class CalledNames {

    public static final String LOOPED = "rust.looped-calls";
    public static final String ONCE = "rust.once-calls";

    private static final Set<String> LAZY = Set.of("LazyLock", "LazyCell", "Lazy", "OnceLock", "OnceCell", "AsyncOnce");
    private static final Set<String> INITIALISERS = Set.of(
            "get_or_init", "get_or_try_init", "get_or_insert_with", "call_once", "or_insert_with", "get_or_init_async");

    private final List<ContextRange> tests;
    private final Set<String> own;
    private final Set<String> looped = new TreeSet<>();
    private final Set<String> once = new TreeSet<>();
    private final Set<String> otherwise = new HashSet<>();

    CalledNames(SyntaxTree tree, List<ContextRange> tests) {
        this.tests = tests;
        this.own = tree.root().namedChildren().stream()
                .filter(item -> item.is("function_item"))
                .flatMap(item -> item.child("name").stream())
                .map(Node::text)
                .collect(Collectors.toSet());
    }

    void visit(Node call) {
        List<String> names = Stream.concat(
                        call.child("function").stream(),
                        Repetition.callsForEach(call)
                                ? call.child("arguments").stream().flatMap(each -> each.namedChildren().stream())
                                : Stream.empty())
                .map(CalledNames::name)
                .filter(name -> !name.isEmpty() && !own.contains(name))
                .toList();
        if (names.isEmpty() || TestPlaces.include(tests, call.startLine())) {
            return;
        }
        if (Repetition.isForEach(call) || Repetition.callsForEach(call)) {
            looped.addAll(names);
        }
        (!Repetition.isRepeated(call) && isOnce(call) ? once : otherwise).addAll(names);
    }

    /** After the last visit. */
    void finish(FactsBuilder facts) {
        looped.forEach(name -> facts.word(LOOPED, name));
        once.stream().filter(name -> !otherwise.contains(name)).forEach(name -> facts.word(ONCE, name));
    }

    /** The last two parts of a path to a function; empty for constructors of variants and for all else. */
    private static String name(Node called) {
        List<String> segments = RustPath.segments(called);
        String last = segments.isEmpty() ? "" : segments.getLast();
        boolean function = !last.isEmpty()
                && Character.isLowerCase(last.charAt(0))
                && !segments.getFirst().equals("Self");
        return function ? String.join("::", segments.subList(Math.max(0, segments.size() - 2), segments.size())) : "";
    }

    private static boolean isOnce(Node call) {
        return isLazy(call)
                || call.ancestor("function_item")
                        .flatMap(function -> function.child("name"))
                        .filter(name -> name.hasText("main"))
                        .isPresent();
    }

    /** Whether the place is run once for the process: in a static, or in what is computed when it is first asked for. */
    public static boolean isLazy(Node place) {
        if (place.ancestor("static_item", "const_item").isPresent()) {
            return true;
        }
        for (Optional<Node> at = place.ancestor("call_expression"); at.isPresent(); ) {
            String function = at.get().child("function").map(Node::text).orElse("");
            String last = function.substring(Math.max(function.lastIndexOf('.'), function.lastIndexOf(':')) + 1);
            if (INITIALISERS.contains(last) || LAZY.stream().anyMatch(type -> function.contains(type + "::"))) {
                return true;
            }
            at = at.get().ancestor("call_expression");
        }
        return false;
    }
}
