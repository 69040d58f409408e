package dev.upkeep.engine.detect.rust.facts;

import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.Set;
import java.util.stream.IntStream;

/** Names that a function gives to its parameters and variables, and that hide items of the file that are called so. */
final class LocalNames {

    private static final String FUNCTION = "function_item";
    private static final Set<String> PARAMETERS = Set.of("parameter");
    private static final Set<String> VARIABLES = Set.of("let_declaration");

    private LocalNames() {}

    /**
     * Whether the function around the name has a parameter that is called so, or a variable, where the name is not called:
     * {@code let client = client(address);} calls the item.
     */
    static boolean hide(SyntaxTree tree, int name) {
        for (int at = tree.parent(name); at >= 0; at = tree.parent(at)) {
            if (tree.kind(at).equals(FUNCTION)) {
                int parameters = tree.childByField(at, "parameters");
                return (parameters >= 0 && binds(tree, parameters, PARAMETERS, name))
                        || (!isCalled(tree, name) && binds(tree, at, VARIABLES, name));
            }
        }
        return false;
    }

    private static boolean binds(SyntaxTree tree, int within, Set<String> kinds, int name) {
        String text = tree.text(name);
        return IntStream.of(tree.descendants(within, kinds))
                .map(binding -> tree.childByField(binding, "pattern"))
                .anyMatch(pattern -> pattern >= 0 && tree.hasText(pattern, text));
    }

    private static boolean isCalled(SyntaxTree tree, int name) {
        int parent = tree.parent(name);
        int next = tree.nextSibling(name);
        return parent >= 0
                && (tree.childByField(parent, "function") == name
                        || (next >= 0 && tree.text(next).startsWith("(")));
    }
}
