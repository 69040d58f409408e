package dev.upkeep.engine.facts;

import dev.upkeep.engine.source.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the rest of the repository may need to know of one file, computed from its bytes and its path alone.
 *
 * @param lines by kind
 * @param syntaxErrors how many places the grammar could not read; 0 where the language is not parsed
 * @param contexts places that are something else than their file, such as inline test modules
 * @param items top-level items in source order; functions at any depth are in {@link #functions}
 * @param functions functions and methods with their measures
 * @param links what the file refers to: imports, module declarations, includes
 * @param words facts of one kind that a rule group collects, by a name of its own, such as {@code rust.macros}: kept
 *     small, sorted, for look-up by repository-level rules
 * @param blocks windows of normalised tokens for duplicate search; empty where not computed
 */
public record FileFacts(
        LineCount lines,
        int syntaxErrors,
        List<ContextRange> contexts,
        List<Item> items,
        List<FunctionMeasure> functions,
        List<Link> links,
        Map<String, Set<String>> words,
        TokenBlocks blocks) {

    /** Facts of a file that nobody looked into. */
    public static final FileFacts NONE = new FileFacts(
            new LineCount(0, 0, 0, 0), 0, List.of(), List.of(), List.of(), List.of(), Map.of(), TokenBlocks.NONE);

    /** Lines by kind; a line with code and comment counts as code. */
    public record LineCount(int total, int code, int comment, int blank) {}

    /** These lines are for something else than the file. */
    public record ContextRange(int startLine, int endLine, Context context) {

        public boolean covers(int line) {
            return startLine <= line && line <= endLine;
        }
    }

    /**
     * A top-level item.
     *
     * @param kind such as {@code function}, {@code struct}, {@code class}, {@code impl}, {@code module}
     * @param references names of other top-level items of this file that it uses
     */
    public record Item(String kind, String name, int startLine, int endLine, boolean exported, Set<String> references) {

        /** The kind of a module that only names another file. */
        public static final String MODULE_ELSEWHERE = "module-declaration";

        /** The {@link #kind} of what Rust implements for a type, which may be from elsewhere. */
        public static final String IMPLEMENTATION = "impl";
    }

    /**
     * One function.
     *
     * @param callback what it is given to, where it has no name of its own and is measured apart from the function that
     *     {@code name} says; empty for all others
     * @param codeLines without blank lines, comments, and the inner lines of texts within quotes
     * @param textLines the inner lines of texts within quotes
     * @param dataLines lines of code of its largest literal that holds no function, or of its largest table of cases; in
     *     Rust with those of its longest pattern where it hardly branches, and all of it where it is a list of names
     * @param cognitive cognitive complexity (Campbell, SonarSource 2018)
     * @param connected how much of that hangs together ({@link dev.upkeep.engine.syntax.ConnectedComplexity})
     * @param nesting deepest nesting of control flow
     */
    public record FunctionMeasure(
            String name,
            String callback,
            int startLine,
            int endLine,
            int codeLines,
            int textLines,
            int dataLines,
            int cognitive,
            int connected,
            int nesting) {

        /** Three quarters of it are one literal, one table of cases or a list of calls: no step can be taken out and named. */
        public boolean isTable() {
            return dataLines * 4 >= codeLines * 3;
        }

        /** Its name, or what it is given to and where. */
        public String title() {
            return callback.isEmpty() ? name : callback + " in " + name;
        }

        /** Whether it lies in that other function. */
        public boolean isWithin(FunctionMeasure other) {
            return !equals(other) && other.startLine <= startLine && endLine <= other.endLine;
        }
    }

    /**
     * A reference to something outside the file.
     *
     * @param kind such as {@code mod}, {@code use}, {@code import}, {@code require}, {@code dynamic-import}
     * @param target as written, without quotes
     * @param names what is brought in; empty for all or for side effects
     * @param attributes what decides where it leads, such as {@code path} or {@code cfg}
     */
    public record Link(String kind, String target, List<String> names, int line, Map<String, String> attributes) {}
}
