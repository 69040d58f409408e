package dev.upkeep.engine.detect.sql;

import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls in a loop that do not run once for each of many elements: the source itself lists the elements, each element chooses
 * another statement, or what follows the call leaves the loop.
 */
final class FewElements {

    private static final Set<String> LITERALS =
            Set.of("array", "array_expression", "composite_literal", "list", "tuple", "object", "dictionary");
    private static final Set<String> ARMS =
            Set.of("switch_case", "switch_default", "match_arm", "expression_case", "case_clause");
    private static final Set<String> CHOICES = Set.of(
            "switch_statement",
            "match_expression",
            "expression_switch_statement",
            "match_statement",
            "switch_expression");
    private static final Set<String> BLOCKS = Set.of("statement_block", "block");
    private static final Set<String> LEAVES =
            Set.of("return_statement", "break_statement", "return_expression", "break_expression");
    private static final Pattern CONSTANT = Pattern.compile("&?[A-Z][A-Z0-9_]*(\\.iter\\(\\))?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern OF_OBJECT = Pattern.compile("Object\\.(?:entries|keys|values)\\((.*)\\)");
    /** What is computed, and what holds another list. */
    private static final Pattern MADE = Pattern.compile("\\sfor\\s|\\.\\.\\.|\\*\\w");

    private FewElements() {}

    static boolean are(Node call, Node loop) {
        return isListed(loop) || isArm(call, loop) || isLast(call, loop);
    }

    private static boolean isListed(Node loop) {
        Optional<Node> elements = elements(loop);
        if (elements.isEmpty()) {
            return false;
        }
        String text = OF_OBJECT.matcher(elements.get().text()).replaceFirst("$1");
        boolean written = LITERALS.contains(elements.get().kind()) || text.startsWith("[") || text.startsWith("vec![");
        return (written && !MADE.matcher(text).find())
                || CONSTANT.matcher(text).matches()
                || (NAME.matcher(text).matches() && isListedAbove(text, loop));
    }

    /** Whether the variable is filled, once, with a list that is written out. */
    private static boolean isListedAbove(String name, Node loop) {
        Node function = loop.ancestor(
                        "function_item",
                        "function_declaration",
                        "function_definition",
                        "method_definition",
                        "method_declaration",
                        "arrow_function")
                .orElse(loop.tree().root());
        int before = function.text().indexOf(loop.text());
        String above = before < 0 ? "" : function.text().substring(0, before);
        Pattern listed = Pattern.compile(
                "\\b" + name
                        + "\\b\\s*(?::[^=\\n]+)?:?=\\s*&?(?:\\[\\s*[^\\s\\]]|vec!\\[\\s*[^\\s\\]]|\\{\\s*['\"\\w]|(?:\\[\\]|map\\[\\w+\\])\\w+\\{\\s*[^\\s}])");
        Pattern grows = Pattern.compile("\\b" + name
                + "\\s*(?:\\.(?:push|append|extend|insert|unshift)\\b|\\[[^\\]]+\\]\\s*=|\\s*=\\s*append\\()");
        Matcher list = listed.matcher(above);
        return list.find() && !isMade(above, list) && !grows.matcher(above).find();
    }

    /** Whether the brackets hold what is computed, or another list. */
    private static boolean isMade(String above, Matcher list) {
        String rest = above.substring(list.start());
        int end = rest.indexOf(']', list.end() - list.start());
        return MADE.matcher(end < 0 ? rest : rest.substring(0, end)).find();
    }

    private static Optional<Node> elements(Node loop) {
        if (loop.is("call_expression")) {
            return loop.child("function")
                    .flatMap(callee -> callee.child("object").or(() -> callee.child("value")));
        }
        Optional<Node> range = loop.namedChildren().stream()
                .filter(child -> child.is("range_clause"))
                .findFirst();
        return range.or(() -> Optional.of(loop))
                .flatMap(each -> each.child("right").or(() -> each.child("value")));
    }

    /** Whether the call stands in an arm of a choice by what the loop goes over. */
    private static boolean isArm(Node call, Node loop) {
        String head = loop.text().lines().findFirst().orElse("");
        for (Optional<Node> at = call.ancestor(ARMS);
                at.isPresent() && at.get().index() > loop.index();
                at = at.get().ancestor(ARMS)) {
            boolean byElement = at.get().ancestor(CHOICES).stream()
                    .flatMap(
                            choice -> choice
                                    .child("value")
                                    .or(() -> choice.child("subject"))
                                    .or(() -> choice.child("condition"))
                                    .stream())
                    .map(value -> value.text().replaceAll("[()\\s*&]", ""))
                    .anyMatch(name -> NAME.matcher(name).matches() && head.matches(".*\\b" + name + "\\b.*"));
            if (byElement) {
                return true;
            }
        }
        return false;
    }

    /** Whether a block around the call ends with leaving the loop. */
    private static boolean isLast(Node call, Node loop) {
        for (Optional<Node> at = call.ancestor(BLOCKS);
                at.isPresent() && at.get().index() > loop.index();
                at = at.get().ancestor(BLOCKS)) {
            Node block = at.get();
            boolean leaves = !block.namedChildren().isEmpty()
                    && leaves(block.namedChildren().getLast(), loop);
            if (leaves && !loop.is("call_expression")) {
                return true;
            }
        }
        return false;
    }

    /** A {@code break} in a choice leaves the choice alone. */
    private static boolean leaves(Node statement, Node loop) {
        Node plain = statement.is("expression_statement")
                        && statement.namedChildren().size() == 1
                ? statement.namedChildren().getFirst()
                : statement;
        boolean ofChoice = plain.is("break_statement")
                && statement
                        .ancestor(CHOICES)
                        .filter(choice -> choice.index() > loop.index())
                        .isPresent();
        return LEAVES.contains(plain.kind()) && !ofChoice;
    }
}
