package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.detect.rust.facts.RustPath;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Calls of functions of the same file that end the process: nothing behind them is run. */
final class ProcessEnd {

    private static final Pattern EXITS =
            Pattern.compile("(std::)?(process::)?(exit|abort)\\([^;]*\\);?", Pattern.DOTALL);

    private ProcessEnd() {}

    /** Whether the statement in front is such a call. */
    static boolean isBefore(Node place) {
        Node statement = place.parent()
                .filter(parent -> parent.is("expression_statement"))
                .orElse(place);
        return statement
                .previousSibling()
                .filter(before -> before.is("expression_statement"))
                .flatMap(before -> before.namedChildren().stream().findFirst())
                .map(call -> call.is("await_expression") ? call.namedChildren().getFirst() : call)
                .filter(call -> call.is("call_expression"))
                .flatMap(call -> call.child("function"))
                .map(RustPath::segments)
                .filter(path -> path.size() == 1 && endsProcess(path.getFirst(), place))
                .isPresent();
    }

    private static boolean endsProcess(String name, Node near) {
        List<Node> named = near.tree().root().descendants("function_item").stream()
                .filter(function ->
                        function.child("name").filter(own -> own.hasText(name)).isPresent())
                .toList();
        return !named.isEmpty() && named.stream().allMatch(ProcessEnd::ends);
    }

    private static boolean ends(Node function) {
        Optional<Node> last = function.child("body")
                .map(Node::namedChildren)
                .filter(statements -> !statements.isEmpty())
                .map(List::getLast);
        return last.filter(statement -> EXITS.matcher(statement.text()).matches())
                .isPresent();
    }
}
