package dev.upkeep.engine.detect.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of one database, as its statements leave them. A table of which a column is renamed is no longer known, nor is
 * one of a column store: that is sorted by its key and has no indexes in this sense.
 */
final class SqlTables {

    private static final String NAME = "((?:\\w+\\.)?\\w+)";
    private static final Pattern TABLE =
            Pattern.compile("create\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?" + NAME + "\\s*(?=\\()");
    private static final Pattern INDEX = Pattern.compile(
            "create\\s+(?:unique\\s+)?index\\s+(?:concurrently\\s+)?(?:if\\s+not\\s+exists\\s+)?(\\w+)?\\s*on\\s+(?:only\\s+)?"
                    + NAME + "\\s*(?:using\\s+\\w+\\s*)?(?=\\()");
    private static final Pattern ALTER =
            Pattern.compile("alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?" + NAME + "\\s+(.*)");
    private static final Pattern RENAMED = Pattern.compile("rename\\s+to\\s+" + NAME + "\\s*");
    private static final Pattern DROP =
            Pattern.compile("drop\\s+(table|index)\\s+(?:concurrently\\s+)?(?:if\\s+exists\\s+)?" + NAME + ".*");
    private static final Pattern KEY = Pattern.compile(
            "(?:primary\\s+key|unique(?:\\s+(?:key|index))?|^key|^index)\\s*(?:nulls\\s.*?)?(?:\\w+\\s*)?\\(\\s*(\\w+)");
    private static final Pattern FOREIGN_KEY = Pattern.compile("foreign\\s+key\\s*(?:\\w+\\s*)?\\(\\s*(\\w+)");
    private static final Pattern COLUMN_STORE = Pattern.compile("\\bengine\\s*=\\s*\\w*mergetree\\b|\\border\\s+by\\b");
    /** Where another constraint of a table begins: SQLite wants no comma between two of them. */
    private static final Pattern NEXT_CONSTRAINT = Pattern.compile(
            " (?=constraint \\w+ (?:unique|primary key|foreign key|check) ?\\()|(?<!constraint \\w{1,64}) (?=(?:unique|primary key|foreign key) ?\\()");

    private static final Pattern WORD = Pattern.compile("\\w+");
    /** Types of values that may be long; of texts, which most columns are, only those whose name says so. */
    private static final Pattern WIDE = Pattern.compile(
            "\\w+ (mediumtext|longtext|jsonb?|xml|bytea|\\w*blob|clob|vector|tsvector|varbinary|(var)?char(acter varying)?\\s*\\(\\s*([3-9]\\d\\d|\\d{4,})).*"
                    + "|(\\w+_)?(text|body|content|html|markdown|document|description|payload|data|source|raw|json|metadata|snapshot)s? text\\b.*");

    /**
     * One table.
     *
     * @param columns how they are defined, by name
     * @param indexes the first columns of its keys and indexes, by the name of the index
     */
    record Table(Map<String, String> columns, Map<String, String> indexes) {

        boolean isLed(String column) {
            return indexes.containsValue(column);
        }

        /** A column of two values: an index on it alone finds half of the table. */
        boolean isTwofold(String column) {
            return columns.getOrDefault(column, "").matches("\\w+ (?:bool(?:ean)?|bit|tinyint ?\\(1\\))(?:[ ,].*)?");
        }

        boolean isWide(String column) {
            return WIDE.matcher(columns.getOrDefault(column, "")).matches();
        }
    }

    private final Map<String, Table> tables = new HashMap<>();
    /** MySQL makes an index for each foreign key that is declared as a constraint; others make none. */
    private boolean indexesForeignKeys;

    void indexForeignKeys() {
        indexesForeignKeys = true;
    }

    /** The table of this name, with or without its schema. */
    Optional<Table> table(String name) {
        return Optional.ofNullable(tables.get(plain(name)));
    }

    /** Whether the statement is about a table or an index that is known here. */
    boolean knows(String statement) {
        Matcher index = INDEX.matcher(statement);
        Matcher alter = ALTER.matcher(statement);
        Matcher drop = DROP.matcher(statement);
        if (index.lookingAt()) {
            return table(index.group(2)).isPresent();
        }
        if (alter.matches()) {
            return table(alter.group(1)).isPresent();
        }
        return drop.matches()
                && (drop.group(1).equals("table")
                        ? table(drop.group(2)).isPresent()
                        : tables.values().stream()
                                .anyMatch(each -> each.indexes().containsKey(plain(drop.group(2)))));
    }

    /** @param statement in lower case, on one line, without comments and quotes */
    void apply(String statement) {
        Matcher table = TABLE.matcher(statement);
        Matcher index = INDEX.matcher(statement);
        Matcher alter = ALTER.matcher(statement);
        Matcher drop = DROP.matcher(statement);
        if (table.lookingAt()) {
            create(plain(table.group(1)), statement, table.end());
        } else if (index.lookingAt()) {
            String name = index.group(1) == null ? statement : index.group(1);
            table(index.group(2)).ifPresent(each -> index(each, name, statement, index.end()));
        } else if (alter.matches()) {
            alter(plain(alter.group(1)), alter.group(2));
        } else if (drop.matches()) {
            String name = plain(drop.group(2));
            tables.remove(drop.group(1).equals("table") ? name : "");
            tables.values().forEach(each -> each.indexes().remove(name));
        }
    }

    private void create(String name, String statement, int open) {
        int close = closing(statement, open);
        Table table = new Table(new TreeMap<>(), new HashMap<>());
        parts(statement.substring(open + 1, close)).stream()
                .flatMap(NEXT_CONSTRAINT::splitAsStream)
                .forEach(part -> define(table, part));
        tables.put(name, table);
        if (COLUMN_STORE.matcher(statement.substring(close)).find()) {
            tables.remove(name);
        }
    }

    /** The first column leads. So do those that the condition of a partial index fixes: its rows are found already. */
    private static void index(Table table, String name, String statement, int open) {
        int close = closing(statement, open);
        columns(table, statement.substring(open, close)).stream()
                .findFirst()
                .ifPresent(column -> table.indexes().put(name, column));
        String rest = statement.substring(close);
        int condition = rest.indexOf(" where ");
        if (condition >= 0) {
            columns(table, rest.substring(condition))
                    .forEach(column -> table.indexes().put(name + " where " + column, column));
        }
    }

    private static List<String> columns(Table table, String text) {
        return WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(table.columns()::containsKey)
                .toList();
    }

    private void define(Table table, String part) {
        Matcher key = (part.contains("foreign key") ? FOREIGN_KEY : KEY).matcher(part);
        Matcher first = WORD.matcher(part);
        if (part.matches("(constraint|primary key|unique|foreign key|check|exclude|key|index)\\b.*")) {
            if (key.find() && (indexesForeignKeys || !part.contains("foreign key"))) {
                table.indexes().put(part, key.group(1));
            }
        } else if (first.find()) {
            table.columns().put(first.group(), part);
            if (part.matches(".*\\b(primary key|unique)\\b.*")) {
                table.indexes().put(part, first.group());
            }
        }
    }

    private void alter(String name, String change) {
        Matcher renamed = RENAMED.matcher(change);
        if (change.contains("rename")) {
            Optional<Table> table = Optional.ofNullable(tables.remove(name));
            table.filter(each -> renamed.matches()).ifPresent(each -> tables.put(plain(renamed.group(1)), each));
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

    /** Where the parenthesis that opens here is closed, or the end. */
    private static int closing(String text, int open) {
        int depth = 0;
        for (int at = open; at < text.length(); at++) {
            depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return text.length();
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
