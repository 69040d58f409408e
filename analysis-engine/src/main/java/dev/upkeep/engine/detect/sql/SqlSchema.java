package dev.upkeep.engine.detect.sql;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables that the repository's SQL files make, in the order of their paths, as migrations are applied. What undoes a
 * migration is left out; a table that is renamed in any way is no longer known.
 */
final class SqlSchema {

    static final Model<SqlSchema> MODEL = new Model<>("sql-schema", SqlSchema::read);

    private static final String NAME = "((?:\\w+\\.)?\\w+)";
    private static final Pattern TABLE =
            Pattern.compile("create\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?" + NAME + "\\s*\\((.*)\\).*");
    private static final Pattern INDEX = Pattern.compile(
            "create\\s+(?:unique\\s+)?index\\s+(?:concurrently\\s+)?(?:if\\s+not\\s+exists\\s+)?(\\w+)?\\s*on\\s+(?:only\\s+)?"
                    + NAME + "\\s*(?:using\\s+\\w+\\s*)?\\((.*)");
    private static final Pattern ALTER =
            Pattern.compile("alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?" + NAME + "\\s+(.*)");
    private static final Pattern DROP =
            Pattern.compile("drop\\s+(table|index)\\s+(?:concurrently\\s+)?(?:if\\s+exists\\s+)?" + NAME + ".*");
    private static final Pattern KEY = Pattern.compile(
            "(?:primary\\s+key|unique(?:\\s+(?:key|index))?|^key|^index)\\s*(?:nulls\\s.*?)?(?:\\w+\\s*)?\\(\\s*(\\w+)");
    private static final Pattern FOREIGN_KEY = Pattern.compile("foreign\\s+key\\s*(?:\\w+\\s*)?\\(\\s*(\\w+)");
    private static final Pattern MYSQL = Pattern.compile("(?i)\\bengine\\s*=\\s*innodb|\\bauto_increment\\b");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern UNDO = Pattern.compile("(?i)(.*[/._-])?(down|rollback|undo|revert)([/._-].*)?\\.sql");

    private final Map<String, Table> tables = new HashMap<>();

    /**
     * One table.
     *
     * @param indexes the first columns of its keys and indexes, by the name of the index
     */
    record Table(Set<String> columns, Map<String, String> indexes) {

        boolean isLed(String column) {
            return indexes.containsValue(column);
        }
    }

    /** MySQL makes an index for each foreign key that is declared as a constraint; others make none. */
    private boolean mysql;

    private SqlSchema() {}

    /** The table of this name, with or without its schema. */
    Optional<Table> table(String name) {
        return Optional.ofNullable(tables.get(plain(name)));
    }

    private static SqlSchema read(Repository repository) {
        SqlSchema schema = new SqlSchema();
        repository
                .files(Language.SQL)
                .filter(file -> file.context() == Context.PRODUCTION || file.context() == Context.SCRIPT)
                .map(AnalysedFile::path)
                .filter(path -> !UNDO.matcher(path).matches())
                .forEach(path -> repository.text(path).ifPresent(schema::apply));
        return schema;
    }

    private void apply(String text) {
        mysql |= MYSQL.matcher(text).find();
        String plain = text.replaceAll("--[^\\n]*", " ")
                .replaceAll("(?s)/\\*.*?\\*/", " ")
                .replaceAll("[\"`\\[\\]]", "")
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
        for (String statement : plain.split(";", -1)) {
            statement(statement.strip());
        }
    }

    private void statement(String text) {
        Matcher table = TABLE.matcher(text);
        Matcher index = INDEX.matcher(text);
        Matcher alter = ALTER.matcher(text);
        Matcher drop = DROP.matcher(text);
        if (table.matches()) {
            create(plain(table.group(1)), table.group(2));
        } else if (index.matches()) {
            String name = index.group(1) == null ? text : index.group(1);
            table(index.group(2))
                    .ifPresent(each -> WORD.matcher(index.group(3))
                            .results()
                            .map(word -> word.group())
                            .filter(each.columns()::contains)
                            .findFirst()
                            .ifPresent(column -> each.indexes().put(name, column)));
        } else if (alter.matches()) {
            alter(plain(alter.group(1)), alter.group(2));
        } else if (drop.matches()) {
            String name = plain(drop.group(2));
            tables.remove(drop.group(1).equals("table") ? name : "");
            tables.values().forEach(each -> each.indexes().remove(name));
        }
    }

    private void create(String name, String body) {
        Table table = new Table(new HashSet<>(), new HashMap<>());
        for (String part : parts(body)) {
            define(table, part);
        }
        tables.put(name, table);
    }

    private void define(Table table, String part) {
        Matcher key = (part.contains("foreign key") ? FOREIGN_KEY : KEY).matcher(part);
        Matcher first = WORD.matcher(part);
        if (part.matches("(constraint|primary key|unique|foreign key|check|exclude|key|index)\\b.*")) {
            if (key.find() && (mysql || !part.contains("foreign key"))) {
                table.indexes().put(part, key.group(1));
            }
        } else if (first.find()) {
            table.columns().add(first.group());
            if (part.matches(".*\\b(primary key|unique)\\b.*")) {
                table.indexes().put(part, first.group());
            }
        }
    }

    private void alter(String name, String change) {
        if (change.contains("rename")) {
            tables.remove(name);
            return;
        }
        table(name).ifPresent(table -> {
            for (String part : parts(change)) {
                if (part.startsWith("add ")) {
                    define(table, part.replaceFirst("add (column )?(if not exists )?", ""));
                }
            }
        });
    }

    /** What commas separate outside of parentheses. */
    private static List<String> parts(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at <= list.length(); at++) {
            char sign = at == list.length() ? ',' : list.charAt(at);
            depth += sign == '(' ? 1 : sign == ')' ? -1 : 0;
            if (sign == ',' && (depth == 0 || at == list.length())) {
                parts.add(list.substring(start, at).strip());
                start = at + 1;
            }
        }
        return parts;
    }

    private static String plain(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
