package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.detect.rust.facts.Attributes;
import dev.upkeep.engine.detect.rust.facts.TestPlaces;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.syntax.Node;
import java.util.Set;

/**
 * A function among tests that is named like a test, takes nothing, is called by nobody and carries no attribute: somebody
 * forgot {@code #[test]}.
 */
public final class TestWithoutAttribute implements RustCheck {

    private static final String RULE = "rust/tests-never-run";

    @Override
    public String rule() {
        return RULE;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("function_item");
    }

    @Override
    public void check(Node node, RustScope scope, FindingSink sink) {
        String name = node.child("name").map(Node::text).orElse("");
        boolean candidate = name.startsWith("test_")
                && node.child("parameters")
                        .filter(each -> each.namedChildren().isEmpty())
                        .isPresent()
                && node.child("return_type").isEmpty()
                && Attributes.before(node).isEmpty()
                && scope.inTests(node);
        if (candidate && standsAmongTests(node) && isNamedOnce(name, scope)) {
            sink.report(scope.draft(RULE, node, node.startLine())
                    .scope(name)
                    .with("tests", 1)
                    .with("function", name)
                    .with("reason", "`" + name + "` has no `#[test]` and nothing calls it")
                    .with("urgent", true));
        }
    }

    private static boolean standsAmongTests(Node function) {
        return function
                .parent()
                .filter(list -> list.is("declaration_list"))
                .filter(list ->
                        list.parent().filter(module -> module.is("mod_item")).isPresent())
                .stream()
                .flatMap(list -> list.children().stream())
                .filter(item -> item.is("attribute_item"))
                .flatMap(item -> Attributes.of(item).stream())
                .anyMatch(TestPlaces::isTest);
    }

    private static boolean isNamedOnce(String name, RustScope scope) {
        return scope.tree().root().descendants("identifier").stream()
                        .filter(each -> each.hasText(name))
                        .limit(2)
                        .count()
                == 1;
    }
}
