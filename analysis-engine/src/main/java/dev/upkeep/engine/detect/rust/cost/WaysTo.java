package dev.upkeep.engine.detect.rust.cost;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.detect.rust.facts.Repetition;
import dev.upkeep.engine.detect.rust.facts.RustPath;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.syntax.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The functions of a file that lead to one of them, and how often they do, as far as the file shows it. */
final class WaysTo {

    /** Methods that other types have too. */
    private static final Set<String> COMMON = Set.of(
            "parse", "get", "find", "replace", "split", "matches", "is_match", "next", "read", "write", "contains");

    /** Names of functions that start a program or a part of it; those of parsers end otherwise ({@code start_tag}). */
    private static final Pattern STARTS = Pattern.compile(
            "(start|launch|boot(strap)?|serve|run)(_(up|all|main|app|application|server|servers|service|services|node|daemon"
                    + "|cluster|leader|cli|with)(_.*)?)?|.*_(startup|serve|serve_with_.*)|on_startup");

    /** Attributes that call nothing. */
    private static final Pattern HARMLESS = Pattern.compile(
            "^#\\[\\s*(inline|must_use|allow|expect|warn|deny|doc|cold|cfg|deprecated|instrument|tracing)\\b");

    private static final int MOST = 50;

    private final RustScope scope;
    private final List<Node> calls;
    private final TreeMap<Integer, Node> seen = new TreeMap<>();
    private final Deque<Node> todo = new ArrayDeque<>();
    private final Set<String> names = new TreeSet<>();
    private final Set<String> outermost = new TreeSet<>();
    private boolean called;
    private boolean looped;
    private boolean once;

    WaysTo(Node function, RustScope scope) {
        this.scope = scope;
        this.calls = scope.tree().root().descendants("call_expression").stream()
                .filter(call -> !scope.inTests(call))
                .toList();
        enter(function);
        while (!todo.isEmpty()) {
            follow(todo.remove());
        }
    }

    /** Those that lead there, as other files may call them; with the one itself. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** Of these the ones that nothing in the file calls. */
    List<String> outermost() {
        return List.copyOf(outermost);
    }

    /** Whether something may call one of these without writing its name: a trait, or what an attribute makes of it. */
    boolean areCalledOtherwise() {
        return called;
    }

    /** Whether one of them is called in a loop. */
    boolean areLooped() {
        return looped;
    }

    /** Whether all that leads there, as far as the file shows, is run once. */
    boolean areOnce() {
        return once && !looped && outermost.isEmpty();
    }

    private void enter(Node function) {
        if (seen.size() < MOST && seen.putIfAbsent(function.index(), function) == null) {
            names.addAll(written(function));
            todo.add(function);
        }
    }

    private void follow(Node function) {
        List<Node> callers =
                calls.stream().filter(call -> reaches(call, function)).toList();
        if (callers.isEmpty()) {
            outermost.addAll(written(function));
            called |= isCalledOtherwise(function);
        }
        callers.forEach(call -> {
            looped |= Repetition.isForEach(call) || isHandedOn(call, name(function));
            if (Constructors.isRunOnce(call, scope) || isStart(call, function)) {
                once = true;
            } else {
                scope.function(call).ifPresent(this::enter);
            }
        });
    }

    /** Called by what starts a program, and by nothing outside of the file. */
    private boolean isStart(Node call, Node function) {
        return function.childOfKind("visibility_modifier").isEmpty()
                && !Repetition.isRepeated(call)
                && STARTS.matcher(scope.functionName(call)).matches();
    }

    private static boolean reaches(Node call, Node function) {
        String name = name(function);
        Optional<String> type = type(function);
        List<String> path = call.child("function").map(RustPath::segments).orElse(List.of());
        if (path.isEmpty()) {
            return isHandedOn(call, name)
                    || (type.isPresent()
                            && !COMMON.contains(name)
                            && MethodCall.of(call)
                                    .filter(method -> method.name().equals(name))
                                    .isPresent());
        }
        String before = path.size() < 2 ? "" : path.get(path.size() - 2);
        boolean owner = type.map(of -> before.equals(of) || before.equals("Self"))
                .orElse(before.isEmpty() || Character.isLowerCase(before.charAt(0)));
        return path.getLast().equals(name) && owner;
    }

    /** {@code lines.filter(is_version)}. */
    private static boolean isHandedOn(Node call, String name) {
        return Repetition.callsForEach(call)
                && MethodCall.arguments(call).stream()
                        .map(RustPath::segments)
                        .anyMatch(path -> !path.isEmpty() && path.getLast().equals(name));
    }

    /** How other files write it: with its type, or alone and with the name of the module. */
    private List<String> written(Node function) {
        String name = name(function);
        return type(function)
                .map(type -> List.of(type + "::" + name))
                .orElseGet(() -> List.of(name, module() + "::" + name));
    }

    private String module() {
        String path = scope.file().path();
        String stem = Paths.name(path).replaceFirst("\\.rs$", "");
        return stem.equals("mod") ? Paths.name(Paths.folder(path)) : stem;
    }

    private static boolean isCalledOtherwise(Node function) {
        Optional<Node> type = function.ancestor("impl_item", "function_item", "trait_item")
                .filter(around -> !around.is("function_item"));
        return name(function).equals("main")
                || isMarked(function)
                || type.filter(around ->
                                around.is("trait_item") || around.child("trait").isPresent() || isMarked(around))
                        .isPresent();
    }

    /** Whether an attribute stands above it that may have it called. */
    private static boolean isMarked(Node item) {
        return Stream.iterate(
                        item.previousSibling(),
                        at -> at.filter(before -> before.is("attribute_item")
                                        || before.kind().endsWith("_comment"))
                                .isPresent(),
                        at -> at.flatMap(Node::previousSibling))
                .flatMap(Optional::stream)
                .anyMatch(before -> before.is("attribute_item")
                        && !HARMLESS.matcher(before.text()).find());
    }

    private static String name(Node function) {
        return function.child("name").map(Node::text).orElse("");
    }

    private static Optional<String> type(Node function) {
        return function.ancestor("impl_item", "function_item")
                .filter(around -> around.is("impl_item"))
                .flatMap(around -> around.child("type"))
                .map(type -> type.text().replaceFirst("(?s)<.*", ""));
    }
}
