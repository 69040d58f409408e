package dev.upkeep.engine.detect.sql;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.Repository.Reading;
import dev.upkeep.engine.detect.sql.SqlTables.Table;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables that the repository's SQL files make, in the order of their paths, as migrations are applied; what undoes a
 * migration is left out. Each folder is a database of its own: a table that is made in two folders is two tables, of
 * which a statement means the one that lies nearer to it. What a folder does to a table of another folder counts there.
 */
final class SqlSchema {

    static final Model<SqlSchema> MODEL = new Model<>("sql-schema", SqlSchema::read);

    private static final Pattern MYSQL = Pattern.compile("(?i)\\bengine\\s*=\\s*innodb|\\bauto_increment\\b");
    private static final Pattern UNDO = Pattern.compile("(?i)(.*[/._-])?(down|rollback|undo|revert)([/._-].*)?\\.sql");
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|(?s:/\\*.*?\\*/)");
    private static final Pattern QUOTES = Pattern.compile("[\"`\\[\\]]");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    /** Dumps hold many more statements that only bring rows. */
    private static final Pattern DEFINES = Pattern.compile("create|alter|drop");
    /** A folder for each migration, named by its time or number. */
    private static final Pattern MIGRATION = Pattern.compile("[vV]?\\d.*");

    private static final Reading<Script> SCRIPT = new Reading<>("sql.definitions", (path, text) -> Script.read(text));

    private final Map<String, SqlTables> databases = new TreeMap<>();

    /**
     * What one file does to tables.
     *
     * @param indexesForeignKeys whether its database does so by itself
     * @param statements that make, change or drop something, without comments, quotes and needless space
     */
    private record Script(boolean indexesForeignKeys, List<String> statements) {

        static Script read(String text) {
            String plain = WHITE_SPACE
                    .matcher(QUOTES.matcher(COMMENT.matcher(text).replaceAll(" "))
                            .replaceAll(""))
                    .replaceAll(" ")
                    .toLowerCase(Locale.ROOT);
            return new Script(
                    MYSQL.matcher(text).find(),
                    Stream.of(plain.split(";", -1))
                            .map(String::strip)
                            .filter(statement -> DEFINES.matcher(statement).lookingAt())
                            .toList());
        }
    }

    private SqlSchema() {}

    /** The tables that a statement in this file may mean by the name; empty where none is known. */
    List<Table> tables(String name, String path) {
        return nearest(path, database -> database.table(name).isPresent()).stream()
                .flatMap(database -> database.table(name).stream())
                .toList();
    }

    private static SqlSchema read(Repository repository) {
        SqlSchema schema = new SqlSchema();
        repository
                .files(Language.SQL)
                .filter(file -> file.context() == Context.PRODUCTION || file.context() == Context.SCRIPT)
                .map(AnalysedFile::path)
                .filter(path -> !UNDO.matcher(path).matches())
                .forEach(path -> repository.read(SCRIPT, path).ifPresent(script -> schema.apply(path, script)));
        return schema;
    }

    private void apply(String path, Script script) {
        SqlTables own = databases.computeIfAbsent(home(path), folder -> new SqlTables());
        if (script.indexesForeignKeys()) {
            own.indexForeignKeys();
        }
        script.statements().forEach(statement -> define(path, own, statement));
    }

    private void define(String path, SqlTables own, String statement) {
        boolean known = own.knows(statement);
        own.apply(statement);
        if (!known) {
            nearest(path, database -> database.knows(statement)).forEach(database -> database.apply(statement));
        }
    }

    private static String home(String path) {
        String folder = Paths.folder(path);
        return MIGRATION.matcher(Paths.name(folder)).matches() ? Paths.folder(folder) : folder;
    }

    /** Those of the databases whose folders share most with the path. */
    private List<SqlTables> nearest(String path, Predicate<SqlTables> wanted) {
        Map<Integer, List<SqlTables>> byShared = new TreeMap<>(Comparator.reverseOrder());
        databases.forEach((folder, database) -> {
            if (wanted.test(database)) {
                byShared.computeIfAbsent(shared(folder, path), count -> new ArrayList<>())
                        .add(database);
            }
        });
        return byShared.values().stream().findFirst().orElse(List.of());
    }

    /** How many folders two paths have in common, from the root on. */
    private static int shared(String left, String right) {
        String[] ones = left.split("/", -1);
        String[] others = right.split("/", -1);
        int count = 0;
        while (count < Math.min(ones.length, others.length) && ones[count].equals(others[count])) {
            count++;
        }
        return count;
    }
}
