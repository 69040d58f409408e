package dev.upkeep.engine.detect.sql;

import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that asks one table for all columns.
 *
 * @param table as the statement calls it
 * @param row the type that each row becomes, where the call names one; {@link #SOME_TYPE} where it does not say which
 * @param single whether it is after one row: by its key, or the first one
 */
record StarQuery(String table, String row, boolean single) {

    static final String KIND = "sql-star";

    static final String SOME_TYPE = "?";

    private static final Pattern STAR = Pattern.compile("select (?:distinct )?\\* from [\\w.]+(?![\\w.(]).*");
    private static final Pattern TABLE = Pattern.compile("(?i)\\bfrom[\\s\\\\\"`]+([\\w.]+)");
    private static final Pattern SINGLE = Pattern.compile(
            ".* where (?:\\w+\\.)?(?:id|uuid) = (?:\\?\\d*|\\$\\d+|%s|:\\w+|@\\w+)(?: limit 1)?|.* limit 1");
    private static final Pattern TYPED_CALL =
            Pattern.compile("(?s).*\\bquery_as\\w*\\s*(?:::\\s*<\\s*_\\s*,\\s*([\\w:]+).*)?|(?s).*\\bsql_query");
    private static final Pattern TYPED_MACRO = Pattern.compile("(?s).*\\bquery_as\\w*!\\s*\\(\\s*([\\w:]+)\\s*,.*");

    private static final Pattern ENCODES =
            Pattern.compile("encodeURI(?:Component)?|(?:urllib\\.parse\\.)?quote(?:_plus)?|(?:urlencoding::)?encode");

    private static final Pattern RUNS = Pattern.compile(
            "(?s)(.*[.:])?(query(_raw|_one|_opt|_all|_map|_row|_with|_typed)?|prepare(_cached)?|execute|fetch_(one|all)|raw_sql)");

    /**
     * @param statement in lower case, on one line, without quotes
     * @param string that holds it as it is written
     */
    static Optional<StarQuery> of(String statement, Node string) {
        if (!STAR.matcher(statement).matches() || goesIntoAddress(string)) {
            return Optional.empty();
        }
        Matcher table = TABLE.matcher(string.text());
        return table.find()
                ? Optional.of(new StarQuery(
                        table.group(1), row(string), SINGLE.matcher(statement).matches()))
                : Optional.empty();
    }

    /** A service's own language that looks like SQL: the text is encoded for an address, and no database reads it. */
    private static boolean goesIntoAddress(Node string) {
        String name = string.parent()
                .filter(parent -> parent.is("variable_declarator"))
                .flatMap(variable -> variable.child("name"))
                .map(Node::text)
                .orElse("");
        Node around =
                string.ancestor(EmbeddedSql.FUNCTIONS).orElse(string.tree().root());
        boolean encodedLater = !name.isEmpty()
                && Pattern.compile("encodeURIComponent\\(\\s*" + Pattern.quote(name) + "\\b")
                        .matcher(around.text())
                        .find();
        return encodedLater
                || string.ancestor("call_expression", "call")
                        .flatMap(call -> call.child("function"))
                        .filter(function -> ENCODES.matcher(function.text()).matches())
                        .isPresent();
    }

    private static String row(Node string) {
        Optional<String> written = ScriptRows.type(string);
        return written.isPresent() ? written.get() : calledWith(string);
    }

    private static String calledWith(Node string) {
        Optional<Node> nearest = string.ancestor("call_expression", "macro_invocation", "function_item");
        for (Optional<Node> at = nearest;
                at.filter(each -> !each.is("function_item")).isPresent();
                at = at.get().ancestor("call_expression", "macro_invocation", "function_item")) {
            boolean call = at.get().is("call_expression");
            String text = call
                    ? at.get().child("function").map(Node::text).orElse("")
                    : at.get().text();
            Matcher typed = (call ? TYPED_CALL : TYPED_MACRO).matcher(text);
            if (typed.matches()) {
                String type = Optional.ofNullable(typed.group(1)).orElse(SOME_TYPE);
                return type.substring(type.lastIndexOf(':') + 1);
            }
        }
        return isElsewhere(string, nearest) ? SOME_TYPE : "";
    }

    /** Whether Rust code hands the text on, so that what its rows become is said in another place. */
    private static boolean isElsewhere(Node string, Optional<Node> nearest) {
        boolean rust = string.ancestor("function_item").isPresent();
        return rust
                && nearest.filter(each -> each.is("call_expression"))
                        .flatMap(call -> call.child("function"))
                        .filter(function -> RUNS.matcher(function.text()).matches())
                        .isEmpty();
    }

    Link link(int line) {
        return new Link(KIND, table, List.of(), line, Map.of("row", row, "single", String.valueOf(single)));
    }

    /** As {@link #link(int)} wrote it. */
    static StarQuery of(Link link) {
        return new StarQuery(
                link.target(),
                link.attributes().getOrDefault("row", ""),
                Boolean.parseBoolean(link.attributes().get("single")));
    }
}
