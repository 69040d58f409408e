package dev.upkeep.engine.detect.cache;

import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The maps that a script declares where they live as long as the process: in the module, or in an object of which there is one. */
final class ScriptMaps {

    /**
     * One map.
     *
     * @param owner the class that it is a field of; empty for variables of the module
     * @param plain whether it is a plain object in place of a {@code Map}
     * @param within the class, or the whole file: where it is used
     */
    record DeclaredMap(String name, String owner, String key, boolean plain, int line, Node within) {}

    private static final Pattern SINGLE =
            Pattern.compile("(?s)@(Injectable|Service|Singleton|singleton|injectable)\\b.*");

    private final SyntaxTree tree;
    private final Set<String> single;

    private ScriptMaps(SyntaxTree tree) {
        this.tree = tree;
        this.single = tree.root().descendants("new_expression").stream()
                .filter(made -> Scripts.enclosingFunction(made).isEmpty())
                .flatMap(made -> made.child("constructor").stream())
                .map(Node::text)
                .collect(Collectors.toSet());
    }

    static List<DeclaredMap> in(SyntaxTree tree) {
        return new ScriptMaps(tree).all();
    }

    private List<DeclaredMap> all() {
        List<DeclaredMap> found = new ArrayList<>();
        for (int index = 0; index < tree.size(); index++) {
            switch (tree.kind(index)) {
                case "variable_declarator" -> variable(tree.node(index)).ifPresent(found::add);
                case "public_field_definition", "field_definition" ->
                    field(tree.node(index)).ifPresent(found::add);
                default -> {
                    // declares no map
                }
            }
        }
        return found;
    }

    private Optional<DeclaredMap> variable(Node variable) {
        boolean ofModule = Scripts.enclosingFunction(variable).isEmpty()
                && variable.ancestor("class_body", "statement_block").isEmpty();
        return variable.child("name")
                .filter(name -> ofModule && name.is("identifier"))
                .flatMap(name -> map(variable, name, ""));
    }

    private Optional<DeclaredMap> field(Node field) {
        Optional<Node> owner = field.ancestor("class_declaration", "class", "abstract_class_declaration");
        String name = owner.flatMap(each -> each.child("name")).map(Node::text).orElse("");
        boolean isStatic = field.childOfKind("static").isPresent();
        boolean lasts = isStatic
                || single.contains(name)
                || owner.filter(ScriptMaps::isSingle).isPresent();
        return field.child("name")
                .or(() -> field.child("property"))
                .filter(each -> lasts)
                .flatMap(each -> map(field, each, name));
    }

    private static boolean isSingle(Node type) {
        boolean decorated = SINGLE.matcher(type.text()).matches()
                || type.parent()
                        .filter(up -> up.is("export_statement")
                                && SINGLE.matcher(up.text()).matches())
                        .isPresent();
        return decorated || type.text().contains("getInstance");
    }

    private static Optional<DeclaredMap> map(Node declaration, Node name, String owner) {
        Optional<Node> value = declaration.child("value").map(Scripts::bare);
        boolean map = value.filter(each -> each.is("new_expression"))
                .flatMap(each -> each.child("constructor"))
                .filter(each -> each.hasText("Map"))
                .isPresent();
        boolean filled = value.flatMap(each -> each.child("arguments"))
                .filter(arguments -> !arguments.namedChildren().isEmpty())
                .isPresent();
        boolean object = value.filter(
                        each -> each.is("object") && each.namedChildren().isEmpty())
                .isPresent();
        String types = declaration
                .child("type")
                .map(Node::text)
                .or(() -> value.flatMap(each -> each.child("type_arguments")).map(Node::text))
                .orElse("");
        String key = types.replaceFirst("(?s)^.*?<\\s*", "").replaceFirst("(?s)\\s*,.*$", "");
        return Optional.of(new DeclaredMap(
                        name.text(), owner, key, object, declaration.startLine(), within(declaration, owner)))
                .filter(each -> (map && !filled) || object);
    }

    private static Node within(Node declaration, String owner) {
        Node root = declaration.tree().root();
        return owner.isEmpty() ? root : declaration.ancestor("class_body").orElse(root);
    }
}
