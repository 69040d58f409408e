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
 * columns that are compared. Statements of one table alone, without alternatives; what they select from elsewhere would
 * take a plan to judge.
 */
final class QueryFacts implements FactsExtractor {

    static final String KIND = "sql-where";

    private static final Pattern SEARCH = Pattern.compile(
            "(?:select (?:(?! from ).)* from|update|delete from) ([\\w.]+)(?: (?:as )?(?!where|set|order|group|limit)\\w+)?(?: set .*?)? where (.*)");
    private static final Pattern COMPLEX = Pattern.compile("\\b(join|union|or|exists|case|with)\\b|\\(\\s*select");
    private static final Pattern COLUMN =
            Pattern.compile("(?:\\w+\\.)?\\b([a-z_]\\w*)\\s*(?:=|<|>|in\\b|any\\b|is null|between\\b)");

    @Override
    public Set<Language> languages() {
        return EmbeddedSql.LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree().ifPresent(tree -> read(tree, facts));
    }

    private static void read(SyntaxTree tree, FactsBuilder facts) {
        for (int index = 0; index < tree.size(); index++) {
            if (EmbeddedSql.STRINGS.contains(tree.kind(index))) {
                Node string = tree.node(index);
                EmbeddedSql.of(string).ifPresent(statement -> search(string, statement, facts));
            }
        }
    }

    private static void search(Node string, String statement, FactsBuilder facts) {
        String plain = statement
                .replaceAll("--[^\\n]*", " ")
                .replaceAll("\\\\[nrt\\n]|[\"`\\\\]", " ")
                .replaceAll("\\s+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
        Matcher search = SEARCH.matcher(plain);
        if (search.matches() && !COMPLEX.matcher(plain).find()) {
            String where =
                    search.group(2).replaceFirst(" (group by|order by|limit|returning|for update|offset) .*", "");
            List<String> columns = COLUMN.matcher(where)
                    .results()
                    .map(column -> column.group(1))
                    .distinct()
                    .toList();
            if (!columns.isEmpty()) {
                facts.link(new Link(KIND, search.group(1), columns, string.startLine(), Map.of()));
            }
        }
    }
}
