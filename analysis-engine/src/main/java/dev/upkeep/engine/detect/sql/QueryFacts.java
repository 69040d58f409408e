package dev.upkeep.engine.detect.sql;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What embedded statements search by, as links of the kind {@code sql-where}: the target is the table, the names are the
 * columns that are compared. Statements that ask for all columns are {@link StarQuery}s. Statements of one table alone, without alternatives; of joins those with one join and a
 * condition on the first table alone, and of sorts those of a whole table. The rest would take a plan to judge.
 */
final class QueryFacts implements FactsExtractor {

    static final String KIND = "sql-where";

    /** Rows of the target are looked up by a column for each row of another table, whose searched columns are named too. */
    static final String JOINED = "sql-join";

    /** The target is sorted by a column, as a whole, for the first few rows. */
    static final String SORTED = "sql-order";

    private static final Pattern JOIN = Pattern.compile(
            "select (?:(?! from ).)* from ([\\w.]+) (?:as )?(\\w+) (?:left |left outer |inner )?join ([\\w.]+) (?:as )?(\\w+)"
                    + " on \\(?(\\w+)\\.(\\w+) = (\\w+)\\.(\\w+)\\)? where (.*)");
    private static final Pattern SORT = Pattern.compile(
            "select (?:(?! from ).)* from ([\\w.]+)(?: (?:as )?(?!where|order)\\w+)? order by (?:\\w+\\.)?(\\w+)(?: asc| desc)?(?: nulls \\w+)?(?:,.*)? limit .*");
    /** Attribute of a search for the first rows: the column that they are sorted by. */
    static final String FIRST = "first";

    private static final Pattern FIRST_BY = Pattern.compile(".* order by (?:\\w+\\.)?(\\w+)\\b.* limit .*");
    private static final Pattern SEARCH = Pattern.compile(
            "(?:select (?:(?! from ).)* from|update|delete from) ([\\w.]+)(?: (?:as )?(?!where|set|order|group|limit)\\w+)?(?: set .*?)? where (.*)");
    private static final Pattern COMPLEX = Pattern.compile("\\b(join|union|or|exists|case|with)\\b|\\(\\s*select");
    private static final Pattern OTHER_THAN_ONE_JOIN =
            Pattern.compile("\\b(union|or|exists|case|with|right|full)\\b|\\(\\s*select|\\bjoin\\b.*\\bjoin\\b");
    private static final Pattern COLUMN =
            Pattern.compile("(?:\\w+\\.)?\\b([a-z_]\\w*)\\s*(?:=|<|>|in\\b|any\\b|is null|between\\b)");

    /** What the program puts in where a value cannot stand: with it go more conditions, of which nothing is known. */
    private static final Pattern PUT_IN = Pattern.compile(
            "(?<![$=<>(,'%~|+*/-] ?|\\b(?:in|like|ilike|match|is|from|any|interval|between) )\\$?\\{[^}]*\\}");

    private static final Pattern FROM_TO = Pattern.compile("\\bbetween \\S+ and ");

    /** Whether rows are removed by how old they are: a clean-up, for which nobody waits. */
    private static final Pattern CLEAN_UP =
            Pattern.compile("(?!.*\\b(?:in|any|like)\\b)delete from [^<=>]* where [^<=>]*<=?[^<=>]*");

    @Override
    public Set<Language> languages() {
        return EmbeddedSql.LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree().ifPresent(tree -> read(tree, facts));
    }

    private static void read(SyntaxTree tree, FactsBuilder facts) {
        for (Node string : tree.root().descendants(EmbeddedSql.STRINGS)) {
            EmbeddedSql.of(string)
                    .filter(statement -> !EmbeddedSql.isInStep(string))
                    .ifPresent(statement -> search(string, statement, facts));
        }
    }

    private static void search(Node string, String statement, FactsBuilder facts) {
        String plain = statement
                .replaceAll("--[^\\n]*", " ")
                .replaceAll("\\\\[nrt\\n]|[\"`\\\\]", " ")
                .replaceAll("\\s+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
        joined(plain, string, facts);
        StarQuery.of(plain, string).ifPresent(star -> facts.link(star.link(string.startLine())));
        Matcher sort = SORT.matcher(plain);
        if (sort.matches() && !COMPLEX.matcher(plain).find() && !plain.contains("distinct")) {
            facts.link(new Link(SORTED, sort.group(1), List.of(sort.group(2)), string.startLine(), Map.of()));
        }
        Matcher search = SEARCH.matcher(plain);
        if (search.matches()
                && !COMPLEX.matcher(plain).find()
                && !CLEAN_UP.matcher(plain).matches()) {
            List<String> columns = columns(search.group(2));
            if (!columns.isEmpty()) {
                facts.link(new Link(KIND, search.group(1), columns, string.startLine(), firstBy(plain)));
            }
        }
    }

    /** The column by which the first rows are taken: an index on it gives them one by one until enough fit. */
    private static Map<String, String> firstBy(String statement) {
        Matcher first = FIRST_BY.matcher(statement);
        return first.matches() ? Map.of(FIRST, first.group(1)) : Map.of();
    }

    /** The columns that a condition compares, without its table names; none where not all of it is known. */
    private static List<String> columns(String whole) {
        String condition = whole.replaceFirst(" (group by|order by|limit|returning|for update|offset) .*", "");
        if (PUT_IN.matcher(FROM_TO.matcher(condition).replaceAll("between ")).find()) {
            return List.of();
        }
        return COLUMN.matcher(condition)
                .results()
                .map(column -> column.group(1))
                .distinct()
                .toList();
    }

    /** One join, and a condition on one of the two tables alone: the rows of the other are looked up for each of its. */
    private static void joined(String plain, Node string, FactsBuilder facts) {
        Matcher join = JOIN.matcher(plain);
        if (!join.matches() || OTHER_THAN_ONE_JOIN.matcher(plain).find()) {
            return;
        }
        String condition = join.group(9).replaceFirst(" (group by|order by|limit|for update|offset) .*", "");
        boolean left = condition.matches(".*\\b" + join.group(2) + "\\.\\w.*");
        boolean right = condition.matches(".*\\b" + join.group(4) + "\\.\\w.*");
        boolean qualified = condition
                .replaceAll("\\w+\\.\\w+", "")
                .matches("[^a-z]*(?:(?:and|is|not|null|in|any|like|s|d|true|false)[^a-z]*)*");
        if (left && !right && qualified) {
            String column = join.group(5).equals(join.group(4)) ? join.group(6) : join.group(8);
            List<String> searched = columns(condition);
            if (!searched.isEmpty() && !join.group(5).equals(join.group(7))) {
                facts.link(new Link(
                        JOINED,
                        join.group(3),
                        List.of(column),
                        string.startLine(),
                        Map.of("other", join.group(1), "searched", String.join(",", searched))));
            }
        }
    }
}
