package dev.upkeep.engine.detect.sql;

import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** SQL in the strings of programs. A string counts when it begins as a statement does, and has the words that follow. */
final class EmbeddedSql {

    static final Set<Language> LANGUAGES = EnumSet.of(
            Language.RUST,
            Language.TYPESCRIPT,
            Language.TSX,
            Language.JAVASCRIPT,
            Language.PYTHON,
            Language.GO,
            Language.JAVA);
    static final Set<String> STRINGS = Set.of(
            "string_literal",
            "raw_string_literal",
            "template_string",
            "string",
            "interpreted_string_literal",
            "text_block");

    private static final Pattern STATEMENT = Pattern.compile(
            "(?is)\\s*(select\\s.+?\\sfrom\\s+\\S|insert\\s+into\\s+\\S+\\s*(\\(|values|select)|update\\s+\\S+\\s+set\\s|delete\\s+from\\s+\\S).*");

    private EmbeddedSql() {}

    /** The statement in a string, without the quotes of the language; empty where it holds none. */
    static Optional<String> of(Node string) {
        String text = string.text()
                .replaceFirst("^[bBrRfFuU]*#*(\"\"\"|'''|\"|'|`)", "")
                .replaceFirst("(\"\"\"|'''|\"|'|`)#*$", "");
        return STATEMENT.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /** Whether the file is where statements are collected to be run once: migrations and seeds. */
    static boolean isOnce(String path) {
        return path.matches("(?i)(.*/)?[^/]*(migration|migrate|seed|fixture|backfill)[^/]*(/.*)?");
    }
}
