package dev.upkeep.engine.detect.sql;

import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** SQL in the strings of programs. A string counts when it begins as a statement does, and has the words that follow. */
final class EmbeddedSql {

    static final Set<Language> LANGUAGES = Language.OF_PROGRAMS;
    static final Set<String> STRINGS = Set.of(
            "string_literal",
            "raw_string_literal",
            "template_string",
            "string",
            "interpreted_string_literal",
            "text_block");

    /** No statement is shorter, quotes and all: {@code "update t set a"}. */
    private static final int SHORTEST = 14;

    private static final Pattern STATEMENT = Pattern.compile(
            "(?is)\\s*(select\\s.+?\\sfrom\\s+\\S|insert\\s+into\\s+\\S+\\s*(\\(|values|select)|update\\s+\\S+\\s+set\\s|delete\\s+from\\s+\\S).*");

    private static final Pattern ONCE = Pattern.compile("(?i)migrat(?:ion|e)|seed|fixture|backfill");

    /** A table that remembers which migrations ran. */
    private static final Pattern BOOK = Pattern.compile("(?i)\\b(?:from|into|update)\\s+[\"`\\\\.\\w]*migrations?\\b");

    /** What a database knows of itself: a few rows, and another question for each of them. */
    private static final Pattern CATALOG = Pattern.compile(
            "(?i)\\bfrom\\s+[\"`\\\\]*(?:pragma_\\w+|sqlite_(?:master|schema)|information_schema\\.|pg_(?:catalog|class|indexes|tables|attribute|constraint)\\b)");

    private static final Pattern MIGRATES = Pattern.compile("(?i)migrat(?:ion|e)");
    static final Set<String> FUNCTIONS =
            Set.of("function_item", "function_declaration", "function_definition", "method_definition");

    private static final Set<String> NAMED =
            Set.of("function_declaration", "method_definition", "pair", "variable_declarator");
    private static final Map<String, String> OPPOSITES = Map.of("up", "down", "down", "up");

    private EmbeddedSql() {}

    /** The statement in a string, without the quotes of the language; empty where it holds none. */
    static Optional<String> of(Node string) {
        if (string.tree().end(string.index()) - string.tree().start(string.index()) < SHORTEST) {
            return Optional.empty();
        }
        String text = withoutQuotes(string.text());
        return beginsLikeOne(text) && STATEMENT.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /** Drops a prefix such as {@code r#} and as many quotes as the languages put around a string: one, or three. */
    private static String withoutQuotes(String literal) {
        int from = 0;
        while (from < literal.length() && "bBrRfFuU#".indexOf(literal.charAt(from)) >= 0) {
            from++;
        }
        int to = literal.length();
        while (to > from && literal.charAt(to - 1) == '#') {
            to--;
        }
        String quoted = literal.substring(from, to);
        int quotes = quoted.startsWith("\"\"\"") || quoted.startsWith("'''") ? 3 : 1;
        return quoted.length() < 2 * quotes ? "" : quoted.substring(quotes, quoted.length() - quotes);
    }

    /** Nearly every string of a program ends here, before the pattern is tried. */
    private static boolean beginsLikeOne(String text) {
        String start = text.stripLeading();
        return !start.isEmpty() && "sSiIuUdD".indexOf(start.charAt(0)) >= 0;
    }

    /** Whether the text is collected to be run once, or keeps the book of such texts: by the file, the function or the table. */
    static boolean isOnce(String path, Node string) {
        return isOnce(path) || BOOK.matcher(string.text()).find() || isInRunner(string) || isInStep(string);
    }

    private static boolean isInRunner(Node string) {
        for (Optional<Node> at = string.ancestor(FUNCTIONS);
                at.isPresent();
                at = at.get().ancestor(FUNCTIONS)) {
            if (at.get()
                    .child("name")
                    .filter(name -> MIGRATES.matcher(name.text()).find())
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    static boolean asksCatalog(Node string) {
        return CATALOG.matcher(string.text()).find();
    }

    /** Whether the file is where statements are collected to be run once: migrations and seeds. */
    static boolean isOnce(String path) {
        return ONCE.matcher(path).find() || Paths.isMigration(path);
    }

    /** Whether it stands in one of the two functions of a step in the history of a database: {@code up} and {@code down}. */
    static boolean isInStep(Node string) {
        for (Optional<Node> at = string.ancestor(NAMED);
                at.isPresent();
                at = at.get().ancestor(NAMED)) {
            String opposite = OPPOSITES.getOrDefault(name(at.get()), "");
            if (!opposite.isEmpty() && holds(string.tree(), opposite)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(SyntaxTree tree, String name) {
        return tree.root().descendants(NAMED).stream()
                .anyMatch(each -> name(each).equals(name));
    }

    private static String name(Node node) {
        return node.child(node.is("pair") ? "key" : "name").map(Node::text).orElse("");
    }
}
