package dev.upkeep.engine.detect.cache;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.detect.rust.facts.RustPath;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a Rust file does with each field and static: where it is filled and looked up, and what may bound it. */
final class RustMapUses {

    private static final Set<String> INSERTS = Set.of("insert", "entry", "try_insert", "insert_async");
    private static final Set<String> LOOKUPS =
            Set.of("get", "get_mut", "contains_key", "get_key_value", "entry", "get_async", "view");
    private static final Pattern BOUNDS = Pattern.compile(
            "remove\\w*|clear|retain\\w*|drain|pop\\w*|truncate|extract_if|split_off|shift_remove\\w*|swap_remove\\w*|take|iter_mut|values_mut|into_iter|append|swap|store|replace\\w*|evict\\w*|insert_entry");
    private static final Pattern SET_UP =
            Pattern.compile("(new|init|load|default|from|build|with|register|setup|preload|warm|populate|seed)(_.*)?");

    private final Map<String, MapUse> byName = new HashMap<>();
    private final RustRoots roots;
    private final RustScope scope;

    RustMapUses(RustScope scope) {
        this.scope = scope;
        this.roots = new RustRoots(scope.tree());
        SyntaxTree tree = scope.tree();
        for (int index = 0; index < tree.size(); index++) {
            Node node = tree.node(index);
            switch (tree.kind(index)) {
                case "call_expression" -> call(node);
                case "assignment_expression" -> bound(node.child("left"));
                default -> {
                    // does nothing with a map
                }
            }
        }
    }

    MapUse of(String name) {
        return byName.getOrDefault(name, new MapUse());
    }

    private MapUse use(String name) {
        return byName.computeIfAbsent(name, key -> new MapUse());
    }

    private void bound(Optional<Node> expression) {
        expression.flatMap(roots::of).ifPresent(name -> use(name).bound());
    }

    private void call(Node call) {
        if (scope.inTests(call)) {
            return;
        }
        MethodCall.of(call).ifPresent(this::method);
        boolean handedOn = !RustRoots.isHandle(call) && !isConstructor(call);
        if (handedOn) {
            MethodCall.arguments(call).stream()
                    .filter(argument -> argument.is("reference_expression") || argument.is("identifier"))
                    .forEach(argument -> bound(Optional.of(argument)));
        }
    }

    private static boolean isConstructor(Node call) {
        return call.child("function")
                .map(RustPath::text)
                .filter(path -> path.matches("(.*::)?(Arc|Rc|Box|Mutex|RwLock|Some)::new"))
                .isPresent();
    }

    private void method(MethodCall call) {
        Optional<String> root = roots.of(call.receiver());
        if (root.isEmpty()) {
            return;
        }
        MapUse use = use(root.get());
        int function = scope.function(call.node()).map(Node::index).orElse(-1);
        boolean counted = call.name().equals("len")
                && call.node().ancestor("binary_expression", "block", "let_declaration").stream()
                        .anyMatch(around -> !around.is("block"));
        boolean inside = call.name().equals("get_mut") && call.arguments().isEmpty();
        if (counted || inside || BOUNDS.matcher(call.name()).matches()) {
            use.bound();
        }
        if (INSERTS.contains(call.name()) && isNewEachTime(call)) {
            use.fill(call.line(), function);
        }
        if (LOOKUPS.contains(call.name()) && !call.arguments().isEmpty()) {
            use.lookUp(call.line(), function);
        }
    }

    /** Whether the key is no literal and the place is not one that runs once. */
    private boolean isNewEachTime(MethodCall call) {
        boolean literal =
                call.arguments().isEmpty() || call.arguments().getFirst().text().matches("&?(\"[^\"]*\".*|\\d+)");
        return !literal && !SET_UP.matcher(scope.functionName(call.node())).matches();
    }
}
