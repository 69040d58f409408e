package dev.upkeep.engine.detect.rust.facts;

import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.Set;

/**
 * Whether a name may stand for an item of the same file. That of another type's function ({@code File::open}), of a macro
 * from elsewhere ({@code format!}), of a variant, a method or a variable where it is defined, and of a method in the text of a macro do not.
 */
final class Mention {

    /** What leads to the file's own items. */
    private static final Set<String> HERE = Set.of("self", "super", "crate");

    private final SyntaxTree tree;
    private final Set<String> macros;
    private final Set<String> functions;

    /**
     * @param macros that the file defines
     * @param functions that it defines; what a path leads through is never one
     */
    Mention(SyntaxTree tree, Set<String> macros, Set<String> functions) {
        this.tree = tree;
        this.macros = Set.copyOf(macros);
        this.functions = Set.copyOf(functions);
    }

    boolean mayBeItem(int name) {
        int parent = tree.parent(name);
        return parent < 0
                || switch (tree.kind(parent)) {
                    case "scoped_identifier", "scoped_type_identifier" ->
                        tree.childByField(parent, "name") == name ? startsHere(parent) : !isFunction(name);
                    case "macro_invocation" -> tree.childByField(parent, "macro") != name || isOwnMacro(name);
                    case "enum_variant", "function_item", "function_signature_item" ->
                        tree.childByField(parent, "name") != name;
                    case "let_declaration", "parameter" -> tree.childByField(parent, "pattern") != name;
                    case "token_tree" -> mayBeItemInMacro(name);
                    default -> true;
                };
    }

    private boolean isFunction(int name) {
        return functions.contains(tree.text(name));
    }

    private boolean isOwnMacro(int name) {
        return macros.contains(tree.text(name));
    }

    private boolean startsHere(int path) {
        int prefix = tree.childByField(path, "path");
        return prefix < 0 || isHere(prefix);
    }

    private boolean isHere(int path) {
        String text = tree.text(path);
        int end = text.indexOf("::");
        return HERE.contains(end < 0 ? text : text.substring(0, end));
    }

    /** Signs and names are all that the text of a macro is parsed into. */
    private boolean mayBeItemInMacro(int name) {
        int before = tree.previousSibling(name);
        int next = tree.nextSibling(name);
        boolean ofMacro = next >= 0 && tree.hasText(next, "!") && !isOwnMacro(name);
        boolean leadsThrough = next >= 0 && tree.hasText(next, "::") && isFunction(name);
        return !ofMacro && !leadsThrough && (before < 0 || !(tree.hasText(before, ".") || isPathElsewhere(before)));
    }

    private boolean isPathElsewhere(int colons) {
        int prefix = tree.hasText(colons, "::") ? tree.previousSibling(colons) : -1;
        return prefix >= 0 && !isHere(prefix);
    }
}
