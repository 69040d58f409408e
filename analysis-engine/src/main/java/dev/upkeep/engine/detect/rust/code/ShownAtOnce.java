package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.syntax.Node;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A folder whose making is not looked at, where the next thing done is to make a file there, and that is looked at. */
final class ShownAtOnce {

    private static final Pattern MAKES_FILE = Pattern.compile(
            "\\bFile::(create\\w*|options)\\b|\\bOpenOptions\\b|\\bfs::(write|copy|rename|hard_link)\\b");

    private static final Set<String> PASSED = Set.of("block", "if_expression", "expression_statement");

    private ShownAtOnce() {}

    /**
     * Whether that holds for this statement.
     *
     * @param statement that makes the folder
     */
    static boolean is(Node statement) {
        Node around = statement;
        Optional<Node> next = next(around);
        while (next.isEmpty()) {
            Optional<Node> parent = around.parent().filter(each -> PASSED.contains(each.kind()));
            if (parent.isEmpty()) {
                return false;
            }
            around = parent.get();
            next = next(around);
        }
        Set<String> names = variables(around);
        names.retainAll(variables(next.get()));
        return !names.isEmpty()
                && next.get().descendants("try_expression").stream()
                        .anyMatch(tried -> MAKES_FILE.matcher(tried.text()).find());
    }

    /** What is done after it in the same block. */
    private static Optional<Node> next(Node node) {
        Optional<Node> next =
                node.parent().filter(parent -> parent.is("block")).isPresent() ? node.nextSibling() : Optional.empty();
        while (next.filter(each -> !each.named() || each.kind().endsWith("_comment"))
                .isPresent()) {
            next = next.get().nextSibling();
        }
        return next;
    }

    private static Set<String> variables(Node node) {
        Set<String> names = new HashSet<>();
        node.descendants("identifier").stream()
                .filter(name -> name.parent()
                        .filter(parent -> parent.is("scoped_identifier"))
                        .isEmpty())
                .forEach(name -> names.add(name.text()));
        return names;
    }
}
