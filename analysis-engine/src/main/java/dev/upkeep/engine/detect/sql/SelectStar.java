package dev.upkeep.engine.detect.sql;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.any.TypeFacts;
import dev.upkeep.engine.detect.sql.SqlTables.Table;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds queries of production code that ask a table for all columns. Evidence: the statement in the string; where the
 * call says what a row becomes, also the fields of that type and the wide columns of the table that are none of them.
 */
final class SelectStar implements RepositoryDetector {

    private static final String RULE = "sql/select-star";
    /** Families of types that rows become: structs of Rust, interfaces and types of TypeScript. */
    private static final Set<String> ROWS = Set.of("struct", "type");

    /** What stands behind the name of a member. */
    private static final Pattern TYPE = Pattern.compile("\\??:.*");
    /** With so few columns, none of them wide, nothing is saved. */
    private static final int NARROW = 6;

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        SqlSchema schema = repository.model(SqlSchema.MODEL);
        List<AnalysedFile> files = repository.linking(StarQuery.KIND);
        Map<String, Set<String>> types = files.isEmpty() ? Map.of() : fieldsByType(repository);
        for (AnalysedFile file : files) {
            if (file.context() == Context.PRODUCTION && !EmbeddedSql.isOnce(file.path())) {
                file.facts().links().stream()
                        .filter(link -> link.kind().equals(StarQuery.KIND))
                        .filter(link -> file.contextAt(link.line()) == Context.PRODUCTION)
                        .forEach(link -> judge(StarQuery.of(link), schema, types, file, link.line())
                                .ifPresent(sink::report));
            }
        }
    }

    private static Optional<Draft> judge(
            StarQuery star, SqlSchema schema, Map<String, Set<String>> types, AnalysedFile file, int line) {
        List<Table> tables = schema.tables(star.table(), file.path());
        Draft draft = Draft.of(RULE, Location.line(file.path(), line))
                .scope(star.table())
                .with("table", star.table());
        if (star.row().isEmpty()) {
            boolean narrow = !tables.isEmpty() && tables.stream().allMatch(SelectStar::isNarrow);
            return narrow || star.single() ? Optional.empty() : Optional.of(draft);
        }
        Set<String> fields = types.getOrDefault(star.row(), Set.of());
        List<String> unused =
                tables.size() == 1 && !fields.isEmpty() ? wideBeside(tables.getFirst(), fields) : List.of();
        return unused.isEmpty()
                ? Optional.empty()
                : Optional.of(draft.with("row", star.row())
                        .with("unused", unused)
                        .message("All columns of `{table}` are read, also {unused}, for which `{row}` has no field"));
    }

    private static boolean isNarrow(Table table) {
        return table.columns().size() <= NARROW
                && table.columns().keySet().stream().noneMatch(table::isWide);
    }

    private static List<String> wideBeside(Table table, Set<String> fields) {
        return table.columns().keySet().stream()
                .filter(column -> table.isWide(column) && !fields.contains(column))
                .toList();
    }

    /** The fields of each such type of the repository whose name no other has. */
    private static Map<String, Set<String>> fieldsByType(Repository repository) {
        Map<String, Set<String>> fields = new HashMap<>();
        repository.linking(TypeFacts.KIND).stream()
                .flatMap(file -> file.facts().links().stream())
                .filter(link -> link.kind().equals(TypeFacts.KIND)
                        && ROWS.contains(link.attributes().getOrDefault("family", "")))
                .forEach(link -> fields.merge(link.target(), fields(link), (one, other) -> Set.of()));
        return fields;
    }

    private static Set<String> fields(Link type) {
        return type.names().stream()
                .map(member -> TYPE.matcher(member).replaceFirst(""))
                .collect(Collectors.toSet());
    }
}
