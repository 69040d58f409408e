package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The conditions that hold at a place, because of the branch or the operator that it stands behind, or of a statement in
 * front that leaves otherwise. Conditions are compared as text without white space.
 */
final class ConditionsAround {

    static final Pattern LEAVES = Pattern.compile("\\b(return|continue|break|bail!|err!|panic!|exit)");

    /** {@code assert!(…)}, and {@code ensure!(…)} of the crates for errors, which leaves with one. */
    private static final Pattern INSISTS = Pattern.compile("(\\w+::)*(assert|ensure)!");

    private ConditionsAround() {}

    /**
     * Whether one that must hold says that something is there, or one that cannot hold that it is not.
     *
     * @param there a pattern for what says that it is there
     * @param gone a pattern for what says that it is not
     */
    static boolean say(Node call, String there, String gone) {
        Pattern is = Pattern.compile(there);
        Pattern isNot = Pattern.compile(gone);
        for (Optional<Node> at = Optional.of(call);
                at.isPresent();
                at = at.get().parent()) {
            Node here = at.get();
            if (here.is("function_item") || here.is("closure_expression")) {
                return isRunIf(here, is);
            }
            boolean checked = here.parent()
                    .filter(around -> byOperator(around, here, is, isNot) || byBranch(around, here, is, isNot))
                    .isPresent();
            if (checked || byStatementBefore(here, is, isNot)) {
                return true;
            }
        }
        return false;
    }

    /** A closure that runs where a condition holds: {@code x.is_some().then(|| x.unwrap())}. */
    private static boolean isRunIf(Node closure, Pattern is) {
        return closure.parent()
                .filter(around -> around.is("arguments"))
                .flatMap(Node::parent)
                .flatMap(MethodCall::of)
                .filter(call -> call.name().equals("then"))
                .filter(call -> holds(plain(call.receiver()), is))
                .isPresent();
    }

    private static boolean byOperator(Node around, Node here, Pattern is, Pattern isNot) {
        Optional<Node> left = around.is("binary_expression") ? around.child("left") : Optional.empty();
        Optional<String> condition =
                left.filter(first -> first.index() != here.index()).map(ConditionsAround::plain);
        boolean and =
                around.child("operator").filter(sign -> sign.hasText("&&")).isPresent();
        return condition
                .filter(text -> and ? holds(text, is) : leavesNoOther(text, isNot))
                .isPresent();
    }

    private static boolean byBranch(Node around, Node here, Pattern is, Pattern isNot) {
        Optional<String> condition = around.is("if_expression") || around.is("while_expression")
                ? around.child("condition").map(ConditionsAround::plain)
                : Optional.empty();
        boolean then = around.child("consequence")
                .or(() -> around.child("body"))
                .filter(branch -> branch.index() == here.index())
                .isPresent();
        boolean otherwise = around.child("alternative")
                .filter(branch -> branch.index() == here.index())
                .isPresent();
        return condition
                .filter(text -> (then && holds(text, is)) || (otherwise && leavesNoOther(text, isNot)))
                .isPresent();
    }

    /** An {@code if} or {@code else} in front, in the same block, that leaves where it is not there, or an assertion. */
    private static boolean byStatementBefore(Node here, Pattern is, Pattern isNot) {
        return Stream.iterate(here.previousSibling(), Optional::isPresent, at -> at.flatMap(Node::previousSibling))
                .flatMap(Optional::stream)
                .anyMatch(before -> leavesWithout(before, isNot) || goesOnWith(before, is));
    }

    private static boolean leavesWithout(Node statement, Pattern isNot) {
        Optional<Node> choice = Optional.of(statement)
                .filter(each -> each.is("expression_statement"))
                .flatMap(each -> each.namedChildren().stream().findFirst())
                .filter(each -> each.is("if_expression"));
        boolean leaves = choice.flatMap(each -> each.child("consequence"))
                .filter(block -> LEAVES.matcher(block.text()).find())
                .isPresent();
        return leaves
                && choice.flatMap(each -> each.child("condition"))
                        .map(ConditionsAround::plain)
                        .filter(text -> leavesNoOther(text, isNot))
                        .isPresent();
    }

    private static boolean goesOnWith(Node statement, Pattern is) {
        boolean otherwise = statement.is("let_declaration")
                && statement.child("alternative").isPresent();
        boolean asserted = statement.is("expression_statement")
                && INSISTS.matcher(statement.text()).lookingAt();
        return (otherwise || asserted) && holds(plain(statement), is);
    }

    /** Of a condition that holds: all that {@code &&} joins holds. */
    private static boolean holds(String condition, Pattern part) {
        return !condition.contains("||") && part.matcher(condition).find();
    }

    /** Of a condition that does not hold: nothing that {@code ||} joins holds. */
    private static boolean leavesNoOther(String condition, Pattern part) {
        return !condition.contains("&&") && part.matcher(condition).find();
    }

    /** Without white space. */
    static String plain(Node condition) {
        return condition.denseText();
    }
}
