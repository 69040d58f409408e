package dev.upkeep.engine.detect.sql;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.sql.SqlTables.Table;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds statements that search a known table by columns of which none leads a key or an index. Evidence: the schema that
 * the repository's SQL files make, and statements in production code; one finding for each table and set of columns.
 */
final class MissingIndex implements RepositoryDetector {

    private static final String RULE = "sql/missing-index";
    private static final Map<String, String> MESSAGES = Map.of(
            QueryFacts.KIND, "`%s` is searched by `%s`, and no index begins there",
            QueryFacts.JOINED, "rows of `%s` are joined by `%s`, and no index begins there",
            QueryFacts.SORTED, "`%s` is sorted by `%s` for its first rows, and no index begins there");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        SqlSchema schema = repository.model(SqlSchema.MODEL);
        Set<String> told = new HashSet<>();
        for (AnalysedFile file : repository.files()) {
            List<Link> queries = file.context() == Context.PRODUCTION ? queries(file) : List.of();
            if (!queries.isEmpty() && !EmbeddedSql.isOnce(file.path())) {
                queries.stream()
                        .filter(link -> file.contextAt(link.line()) == Context.PRODUCTION)
                        .filter(link -> isUnled(schema.tables(link.target(), file.path()), link))
                        .filter(link -> isSelective(schema, file.path(), link))
                        .filter(link -> told.add(link.target() + link.names()))
                        .forEach(link -> sink.report(draft(repository, file, link)));
            }
        }
    }

    private static List<Link> queries(AnalysedFile file) {
        return file.facts().links().stream()
                .filter(link -> MESSAGES.containsKey(link.kind()))
                .toList();
    }

    /** Whether all columns are known, and the database has to read the whole table to find them, whichever is meant. */
    private static boolean isUnled(List<Table> tables, Link link) {
        return !tables.isEmpty()
                && tables.stream()
                        .allMatch(table -> table.columns().keySet().containsAll(link.names())
                                && !link.names().stream().allMatch(table::isTwofold)
                                && link.names().stream().noneMatch(table::isLed)
                                && !table.isLed(link.attributes().getOrDefault(QueryFacts.FIRST, "")));
    }

    /** Of a join: whether the other table is found by an index; else reading both as a whole is the better plan. */
    private static boolean isSelective(SqlSchema schema, String path, Link link) {
        return !link.kind().equals(QueryFacts.JOINED)
                || schema.tables(link.attributes().getOrDefault("other", ""), path).stream()
                        .anyMatch(table -> Stream.of(link.attributes()
                                        .getOrDefault("searched", "")
                                        .split(",", -1))
                                .anyMatch(table::isLed));
    }

    private static Draft draft(Repository repository, AnalysedFile file, Link link) {
        String text = repository.text(file.path()).orElse("");
        String table = spelled(link.target(), text);
        String columns = link.names().stream().map(name -> spelled(name, text)).collect(Collectors.joining(", "));
        return Draft.of(RULE, Location.line(file.path(), link.line()))
                .scope(link.target())
                .with("table", table)
                .with("columns", columns)
                .with("use", link.kind().replace("sql-", ""))
                .message(MESSAGES.getOrDefault(link.kind(), "").formatted(table, columns));
    }

    /** The name as the source writes it: the schema knows all of them in lower case. */
    private static String spelled(String name, String text) {
        Pattern asIs = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
        Matcher written =
                Pattern.compile(asIs.pattern(), Pattern.CASE_INSENSITIVE).matcher(text);
        return !asIs.matcher(text).find() && written.find() ? written.group() : name;
    }
}
