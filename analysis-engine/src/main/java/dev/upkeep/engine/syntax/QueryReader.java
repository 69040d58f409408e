package dev.upkeep.engine.syntax;

import dev.upkeep.engine.syntax.QueryPattern.Choice;
import dev.upkeep.engine.syntax.QueryPattern.Group;
import dev.upkeep.engine.syntax.QueryPattern.Item;
import dev.upkeep.engine.syntax.QueryPattern.OfNode;
import dev.upkeep.engine.syntax.QueryPattern.Repeat;
import dev.upkeep.engine.syntax.QueryPattern.Sequence;
import dev.upkeep.engine.syntax.QueryPredicate.Argument;
import dev.upkeep.engine.syntax.TreeQuery.Top;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the text of a query for one grammar. Used once, by one thread. */
final class QueryReader {

    private static final int LONGEST = 4_000;
    private static final int DEEPEST = 24;
    private static final int MOST_CAPTURES = 40;

    private final QueryScanner scanner;
    private final Symbols symbols;
    private final List<String> captures = new ArrayList<>();
    private List<QueryPredicate> predicates = new ArrayList<>();

    QueryReader(String text, Symbols symbols) {
        this.scanner = new QueryScanner(text);
        this.symbols = symbols;
    }

    TreeQuery read() throws InvalidQueryException {
        if (scanner.length() > LONGEST) {
            throw scanner.invalid("the query has more than " + LONGEST + " characters; make several rules of it");
        }
        List<Top> patterns = new ArrayList<>();
        while (!scanner.atEnd()) {
            predicates = new ArrayList<>();
            QueryPattern pattern = pattern(0, 0);
            patterns.add(new Top(pattern, List.copyOf(predicates)));
        }
        if (patterns.isEmpty()) {
            throw scanner.invalid("the query is empty");
        }
        if (!captures.contains(TreeQuery.FINDING)) {
            throw scanner.invalid("nothing is captured as @finding; write it behind the node that is to be reported");
        }
        return new TreeQuery(patterns, captures);
    }

    private QueryPattern pattern(int depth, int field) throws InvalidQueryException {
        if (depth > DEEPEST) {
            throw scanner.invalid("the query is nested deeper than " + DEEPEST + " levels");
        }
        QueryPattern pattern = bare(depth, field);
        for (char sign = scanner.peek(); "+*?@".indexOf(sign) >= 0; sign = scanner.peek()) {
            scanner.take(sign);
            pattern = sign == '@' ? pattern.captured(capture()) : new Repeat(pattern, sign == '+' ? 1 : 0, sign != '?');
        }
        return pattern;
    }

    private QueryPattern bare(int depth, int field) throws InvalidQueryException {
        return switch (scanner.peek()) {
            case '(' -> parenthesis(depth, field);
            case '[' -> choice(depth, field);
            case '"' -> leaf(anonymous(scanner.string()), false, field);
            case '_' -> {
                String name = scanner.name();
                if (!name.equals("_")) {
                    throw scanner.invalid("'" + name + "' must stand in parentheses");
                }
                yield leaf(null, false, field);
            }
            default -> throw scanner.unreadable();
        };
    }

    private static QueryPattern leaf(@Nullable BitSet symbols, boolean named, int field) {
        return new OfNode(symbols, named, field, List.of(), TreeQuery.NOTHING, List.of());
    }

    private QueryPattern choice(int depth, int field) throws InvalidQueryException {
        scanner.take('[');
        List<QueryPattern> options = new ArrayList<>();
        while (scanner.peek() != ']') {
            options.add(pattern(depth + 1, field));
        }
        scanner.take(']');
        if (options.isEmpty()) {
            throw scanner.invalid("[ ] offers nothing to choose from");
        }
        return new Choice(List.copyOf(options));
    }

    private QueryPattern parenthesis(int depth, int field) throws InvalidQueryException {
        scanner.take('(');
        if (!scanner.startsName()) {
            Below below = below(depth);
            if (field != 0
                    || !below.absent().isEmpty()
                    || below.sequence().items().isEmpty()) {
                throw scanner.invalid("a group holds patterns; a field or its absence belongs to a node");
            }
            return new Group(below.sequence());
        }
        int line = scanner.line();
        String kind = scanner.name();
        BitSet wanted = kind.equals("_") ? null : named(kind, line);
        Below below = below(depth);
        return new OfNode(wanted, true, field, below.absent(), below.sequence(), List.of());
    }

    /** What stands between a parenthesis and its end. */
    private record Below(Sequence sequence, List<Integer> absent) {}

    private Below below(int depth) throws InvalidQueryException {
        List<Item> items = new ArrayList<>();
        List<Integer> absent = new ArrayList<>();
        boolean adjacent = false;
        for (char sign = scanner.peek(); sign != ')'; sign = scanner.peek()) {
            if (sign == '.') {
                scanner.take('.');
                adjacent = true;
            } else if (sign == '!') {
                scanner.take('!');
                absent.add(field(scanner.name()));
            } else if (scanner.startsPredicate()) {
                predicate();
            } else {
                int field = scanner.startsField() ? field(scanner.field()) : 0;
                items.add(new Item(pattern(depth + 1, field), adjacent));
                adjacent = false;
            }
        }
        scanner.take(')');
        return new Below(new Sequence(List.copyOf(items), adjacent), List.copyOf(absent));
    }

    private void predicate() throws InvalidQueryException {
        scanner.take('(');
        int line = scanner.line();
        scanner.take('#');
        String operator = scanner.operator();
        List<Argument> arguments = new ArrayList<>();
        for (char sign = scanner.peek(); sign != ')'; sign = scanner.peek()) {
            if (sign == '@') {
                scanner.take('@');
                arguments.add(new Argument(true, known(scanner.name())));
            } else {
                arguments.add(new Argument(false, sign == '"' ? scanner.string() : scanner.name()));
            }
        }
        scanner.take(')');
        predicates.add(QueryPredicate.of(line, operator, arguments));
    }

    private String known(String capture) throws InvalidQueryException {
        if (!captures.contains(capture)) {
            throw scanner.invalid("the predicate names '@" + capture + "', which captures nothing before it");
        }
        return capture;
    }

    private int capture() throws InvalidQueryException {
        String name = scanner.name();
        if (!captures.contains(name)) {
            captures.add(name);
        }
        if (captures.size() > MOST_CAPTURES) {
            throw scanner.invalid("the query has more than " + MOST_CAPTURES + " captures");
        }
        return captures.indexOf(name);
    }

    private int field(String name) throws InvalidQueryException {
        int field = symbols.field(name);
        if (field == 0) {
            throw scanner.invalid("'" + name + "' is no field of " + language() + "'s grammar");
        }
        return field;
    }

    private BitSet named(String kind, int line) throws InvalidQueryException {
        BitSet found = of(kind, true);
        if (found.isEmpty()) {
            throw new InvalidQueryException(line, "'" + kind + "' is no node of " + language() + "'s grammar");
        }
        return found;
    }

    private BitSet anonymous(String text) throws InvalidQueryException {
        BitSet found = of(text, false);
        if (found.isEmpty()) {
            throw scanner.invalid("\"" + text + "\" is no keyword or sign of " + language() + "'s grammar");
        }
        return found;
    }

    private BitSet of(String kind, boolean named) {
        BitSet found = new BitSet();
        IntStream.of(symbols.of(kind))
                .filter(symbol -> symbols.named(symbol) == named)
                .forEach(found::set);
        return found;
    }

    private String language() {
        return symbols.language().displayName();
    }
}
