package dev.upkeep.engine.syntax;

import dev.upkeep.engine.syntax.QueryPattern.Choice;
import dev.upkeep.engine.syntax.QueryPattern.Group;
import dev.upkeep.engine.syntax.QueryPattern.Item;
import dev.upkeep.engine.syntax.QueryPattern.OfNode;
import dev.upkeep.engine.syntax.QueryPattern.Repeat;
import dev.upkeep.engine.syntax.QueryPattern.Sequence;
import dev.upkeep.engine.syntax.TreeQuery.Capture;
import dev.upkeep.engine.syntax.TreeQuery.Match;
import dev.upkeep.engine.syntax.TreeQuery.Top;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Matches the patterns of one query over one tree: tries each place and goes back where it fails. What that may cost is
 * counted in steps, so the same tree gives the same result on a slow machine. Used once, by one thread.
 */
final class QuerySearch {

    /** Matches that are kept of one file. */
    static final int MOST_MATCHES = 1_000;

    private static final int STEPS = 50_000;
    /** An ordinary pattern needs one or two for each node. */
    private static final int STEPS_PER_NODE = 10;
    /** Each piece of a match takes a few frames of the Java stack. */
    private static final int LONGEST_RUN = 200;

    private static final int MOST_PIECES = 400;

    private final SyntaxTree tree;
    private final List<String> names;
    private final List<Capture> captured = new ArrayList<>();
    private final List<Match> matches = new ArrayList<>();
    private long left;
    private int pieces;

    /** What is to be matched behind a pattern that matched, from this sibling on; true where that succeeded. */
    @FunctionalInterface
    private interface Rest {
        boolean from(int sibling);
    }

    QuerySearch(SyntaxTree tree, List<String> names) {
        this.tree = tree;
        this.names = names;
        this.left = STEPS + (long) STEPS_PER_NODE * tree.size();
    }

    void run(Top top) {
        Rest done = _ -> keep(top.predicates());
        match(top.pattern(), 0, tree.size(), false, done);
        for (int parent = 0; parent < tree.size() && goesOn(); parent++) {
            match(top.pattern(), parent + 1, tree.subtreeEnd(parent), false, done);
        }
    }

    TreeQuery.Result result() {
        return new TreeQuery.Result(List.copyOf(matches), cut());
    }

    private @Nullable String cut() {
        if (left <= 0) {
            return "it takes too many steps; make it more specific";
        }
        return matches.size() >= MOST_MATCHES ? "it matches more than %,d times".formatted(MOST_MATCHES - 1) : null;
    }

    private boolean goesOn() {
        return left > 0 && matches.size() < MOST_MATCHES;
    }

    private boolean keep(List<QueryPredicate> predicates) {
        for (QueryPredicate predicate : predicates) {
            List<String> others =
                    predicate.test() instanceof QueryPredicate.Test.SameAs(String other) ? texts(other) : List.of();
            for (String text : texts(predicate.capture())) {
                left -= 1 + text.length() / 8;
                if (!predicate.holds(text, others)) {
                    return false;
                }
            }
        }
        List<Capture> all = new ArrayList<>(captured);
        all.sort(Comparator.comparingInt(capture -> tree.start(capture.node().index())));
        matches.add(new Match(List.copyOf(all)));
        return true;
    }

    private List<String> texts(String name) {
        return captured.stream()
                .filter(capture -> capture.name().equals(name))
                .map(capture -> capture.node().text())
                .toList();
    }

    /** Matches among the siblings from {@code from} to {@code end}; every place that fits is tried. */
    private boolean match(QueryPattern pattern, int from, int end, boolean adjacent, Rest rest) {
        left = pieces < MOST_PIECES ? left : 0;
        pieces++;
        boolean found = goesOn() && matches(pattern, from, end, adjacent, rest);
        pieces--;
        return found;
    }

    private boolean matches(QueryPattern pattern, int from, int end, boolean adjacent, Rest rest) {
        return switch (pattern) {
            case OfNode node -> node(node, from, end, adjacent, rest);
            case Group(Sequence sequence) -> sequence(sequence, 0, from, end, adjacent, rest);
            case Repeat repeat -> repeat(repeat, 0, from, end, adjacent, rest);
            case Choice(List<QueryPattern> options) -> {
                boolean found = false;
                for (QueryPattern option : options) {
                    found |= match(option, from, end, adjacent, rest);
                }
                yield found;
            }
        };
    }

    private boolean node(OfNode wanted, int from, int end, boolean adjacent, Rest rest) {
        boolean found = false;
        for (int at = from; at < end && goesOn(); at = tree.subtreeEnd(at)) {
            left--;
            if (fits(wanted, at)) {
                int next = tree.subtreeEnd(at);
                int before = captured.size();
                for (int capture : wanted.captures()) {
                    captured.add(new Capture(names.get(capture), tree.node(at)));
                }
                found |= sequence(wanted.children(), 0, at + 1, next, false, _ -> rest.from(next));
                captured.subList(before, captured.size()).clear();
            }
            if (adjacent && tree.named(at)) {
                break;
            }
        }
        return found;
    }

    private boolean fits(OfNode wanted, int at) {
        return (wanted.symbols() == null || wanted.symbols().get(tree.symbol(at)))
                && (!wanted.named() || tree.named(at))
                && (wanted.field() == 0 || tree.field(at) == wanted.field())
                && !tree.missing(at)
                && (wanted.absent().isEmpty() || lacks(wanted.absent(), at));
    }

    private boolean lacks(List<Integer> fields, int at) {
        int end = tree.subtreeEnd(at);
        for (int child = at + 1; child < end; child = tree.subtreeEnd(child)) {
            left--;
            if (fields.contains(tree.field(child))) {
                return false;
            }
        }
        return true;
    }

    private boolean sequence(Sequence sequence, int number, int from, int end, boolean adjacent, Rest rest) {
        if (number == sequence.items().size()) {
            return !(sequence.last() && namedFrom(from, end)) && rest.from(from);
        }
        Item item = sequence.items().get(number);
        boolean close = item.adjacent() || (number == 0 && adjacent);
        return match(item.pattern(), from, end, close, next -> sequence(sequence, number + 1, next, end, false, rest));
    }

    private boolean namedFrom(int from, int end) {
        for (int at = from; at < end; at = tree.subtreeEnd(at)) {
            left--;
            if (tree.named(at)) {
                return true;
            }
        }
        return false;
    }

    /** As often as it can; less only where what follows would fail. */
    private boolean repeat(Repeat repeat, int count, int from, int end, boolean adjacent, Rest rest) {
        left--;
        boolean found = false;
        if (goesOn() && count < (repeat.many() ? LONGEST_RUN : 1)) {
            found = match(
                    repeat.item(),
                    from,
                    end,
                    adjacent || count > 0,
                    next -> next > from && repeat(repeat, count + 1, next, end, true, rest));
        }
        return found || (count >= repeat.least() && rest.from(from));
    }
}
