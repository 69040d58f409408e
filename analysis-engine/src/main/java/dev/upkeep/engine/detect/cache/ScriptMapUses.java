package dev.upkeep.engine.detect.cache;

import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a script does with the map of one name: where it is filled and looked up, and what may bound it. */
final class ScriptMapUses {

    private static final Set<String> HARMLESS = Set.of("set", "get", "has", "size");

    /** One parameter, of which there are as many as names in the source. */
    private static final Pattern FEW_CASES = Pattern.compile("(?s)\\(\\s*\\w+\\??:\\s*(keyof\\s|['\"])[^,()]*\\)");

    private final String name;
    private final boolean ofClass;
    private final MapUse use = new MapUse();
    private int declarations;

    private ScriptMapUses(ScriptMaps.DeclaredMap map) {
        this.name = map.name();
        this.ofClass = !map.owner().isEmpty();
        for (Node node : map.within().descendants()) {
            if ((Scripts.isName(node) || node.is("property_identifier") || node.is("private_property_identifier"))
                    && node.hasText(name)) {
                mention(node);
            }
        }
        boundIf(declarations > 1);
    }

    /** What is done with that map where it can be seen. */
    static MapUse of(ScriptMaps.DeclaredMap map) {
        return new ScriptMapUses(map).use;
    }

    private void boundIf(boolean isBounded) {
        if (isBounded) {
            use.bound();
        }
    }

    private void mention(Node name) {
        Node whole = name.parent()
                .filter(up -> up.is("member_expression"))
                .filter(up -> isOwn(up, name))
                .orElse(name);
        Optional<Node> up = whole.parent();
        if (up.isEmpty() || (ofClass && whole.equals(name) && !isDeclaration(up.get(), name))) {
            return;
        }
        switch (up.get().kind()) {
            case "member_expression" -> member(whole, up.get());
            case "subscript_expression" -> subscript(whole, up.get());
            case "variable_declarator", "public_field_definition", "field_definition" -> declarator(up.get(), whole);
            case "export_specifier", "type_query" -> {
                // hands it on; what others do with it is looked at there
            }
            default -> use.bound();
        }
    }

    private static boolean isDeclaration(Node up, Node name) {
        return up.child("name")
                .or(() -> up.child("property"))
                .filter(name::equals)
                .isPresent();
    }

    /** {@code this.name}, or {@code Class.name}. */
    private boolean isOwn(Node member, Node name) {
        return ofClass && member.child("property").filter(name::equals).isPresent();
    }

    private void declarator(Node declarator, Node whole) {
        if (isDeclaration(declarator, whole)) {
            declarations++;
        } else {
            use.bound();
        }
    }

    private void member(Node map, Node member) {
        if (member.child("object").filter(map::equals).isEmpty()) {
            return;
        }
        String property = member.child("property").map(Node::text).orElse("");
        boolean compared = member.ancestor("binary_expression", "statement_block")
                .filter(around -> around.is("binary_expression"))
                .isPresent();
        boundIf(!HARMLESS.contains(property) || (property.equals("size") && compared));
        List<Node> arguments = member.parent().map(Scripts::arguments).orElse(List.of());
        switch (property) {
            case "get", "has" -> lookUp(member);
            case "set" ->
                fill(member, arguments.isEmpty() ? "0" : arguments.getFirst().text());
            default -> {
                // counted, walked or emptied
            }
        }
    }

    private void subscript(Node map, Node subscript) {
        if (subscript.child("object").filter(map::equals).isEmpty()) {
            use.bound();
            return;
        }
        Optional<Node> up = subscript.parent();
        boolean assigned = up.filter(each -> each.is("assignment_expression"))
                .flatMap(each -> each.child("left"))
                .filter(subscript::equals)
                .isPresent();
        boundIf(up.filter(each -> each.is("unary_expression") && each.text().startsWith("delete"))
                .isPresent());
        if (assigned) {
            fill(subscript, subscript.child("index").map(Node::text).orElse("0"));
        } else {
            lookUp(subscript);
        }
    }

    private void lookUp(Node place) {
        use.lookUp(place.startLine(), function(place));
    }

    private void fill(Node place, String key) {
        boolean runs = Scripts.enclosingFunction(place).isPresent();
        boundIf(Scripts.enclosingFunction(place)
                .flatMap(function -> function.child("parameters"))
                .filter(parameters -> FEW_CASES.matcher(parameters.text()).matches())
                .isPresent());
        if (runs && !key.matches("['\"][^'\"]*['\"]|\\d+")) {
            use.fill(place.startLine(), function(place));
        }
    }

    private static int function(Node place) {
        return Scripts.enclosingFunction(place).map(Node::index).orElse(-1);
    }
}
