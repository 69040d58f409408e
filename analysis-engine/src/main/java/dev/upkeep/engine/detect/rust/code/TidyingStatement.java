package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A statement of SQL that tidies up, and whose failure nobody could do anything about: what undoes a transaction that
 * failed, and what sets a connection back after the work is done.
 */
final class TidyingStatement {

    /** The database does so by itself when the connection is given back or closed. */
    private static final Pattern ROLLS_BACK = Pattern.compile("\"\\s*ROLLBACK\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern SETS_BACK = Pattern.compile(
            "\"\\s*(DETACH|DEALLOCATE|DISCARD|UNLISTEN|PRAGMA|DROP\\s+TEMP(ORARY)?|RESET)\\b",
            Pattern.CASE_INSENSITIVE);

    /** Alone it keeps what was done since the savepoint, and that somebody counts on. */
    private static final Pattern RELEASES = Pattern.compile("\"\\s*RELEASE\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern ENDS =
            Pattern.compile("(return\\s+)?Ok\\((?s:.*)\\)\\s*;?|(return\\s*)?(\\w+)?\\s*;?");

    private TidyingStatement() {}

    static boolean is(MethodCall call) {
        String text = call.node().text();
        String prepared = MadeBefore.declaration(call.receiver())
                .flatMap(let -> let.child("value"))
                .map(Node::text)
                .orElse("");
        return Stream.of(text, prepared)
                .anyMatch(sql -> ROLLS_BACK.matcher(sql).find()
                        || (SETS_BACK.matcher(sql).find() && isLast(call.node()))
                        || (RELEASES.matcher(sql).find() && followsRollback(call.node())));
    }

    private static boolean followsRollback(Node call) {
        return call.ancestor("block", "function_item")
                .filter(block -> ROLLS_BACK.matcher(block.text()).find())
                .isPresent();
    }

    /** Whether the function does nothing behind it that counts on it. */
    private static boolean isLast(Node call) {
        Optional<Node> statement = Optional.of(call);
        while (statement.flatMap(Node::parent).filter(up -> !up.is("block")).isPresent()) {
            statement = statement.flatMap(Node::parent);
        }
        boolean outermost = statement
                .flatMap(Node::parent)
                .flatMap(Node::parent)
                .filter(around -> around.is("function_item") || around.is("closure_expression"))
                .isPresent();
        return outermost
                && Stream.iterate(
                                statement.flatMap(Node::nextSibling),
                                Optional::isPresent,
                                at -> at.flatMap(Node::nextSibling))
                        .flatMap(Optional::stream)
                        .filter(Node::named)
                        .allMatch(TidyingStatement::isNoWork);
    }

    /** Another result that is thrown away, a comment, or what the function gives. */
    private static boolean isNoWork(Node statement) {
        boolean discards = statement.is("let_declaration")
                && statement
                        .child("pattern")
                        .filter(pattern -> pattern.hasText("_"))
                        .isPresent();
        return discards
                || statement.kind().endsWith("_comment")
                || statement.text().endsWith(".ok();")
                || ENDS.matcher(statement.text()).matches();
    }
}
