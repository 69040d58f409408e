package dev.upkeep.engine.source;

import java.util.Arrays;
import java.util.List;

/**
 * How comments and strings are written in one language.
 *
 * @param lineComments what begins a comment that ends with the line
 * @param blocks comments over several lines
 * @param strings the longest opening first, so that three quotes are not taken for one
 * @param traits what else is special
 */
record Lexis(List<String> lineComments, List<Block> blocks, List<Quote> strings, List<Trait> traits) {

    /** A comment from one mark to the other; nested ones must be closed as often as they are opened. */
    record Block(String open, String close, boolean nested) {}

    /**
     * A string.
     *
     * @param mark opens and closes it
     * @param escapes whether a backslash takes the next character's meaning
     * @param lines whether it may go on in the next line; otherwise it ends there, closed or not
     */
    record Quote(String mark, boolean escapes, boolean lines) {}

    /** Special ways of a language. */
    enum Trait {
        /** {@code r#"…"#} with any number of marks. */
        RAW_HASHES("r"),
        /** An apostrophe is a character or a lifetime, never a longer string. */
        LIFETIMES("'"),
        /** A back quote opens a text in which <code>${…}</code> is code again. */
        TEMPLATES("`{}"),
        /** A slash may open a regular expression. */
        REGULAR_EXPRESSIONS("/"),
        /** A string of three quotes that begins a line is a comment. */
        DOCUMENTATION_STRINGS("rRuU"),
        /** A comment's mark counts at the beginning of a word only. */
        COMMENT_AT_WORD(""),
        /** A comment's mark counts at the beginning of a line only. */
        COMMENT_AT_LINE(""),
        /** A quote opens a string at the beginning of a word only. */
        QUOTE_AT_WORD(""),
        /** {@code <<END} takes the lines up to {@code END} as they are. */
        HERE_DOCUMENTS("<");

        private final String openers;

        Trait(String openers) {
            this.openers = openers;
        }

        /** The characters that may open something only because of this. */
        String openers() {
            return openers;
        }
    }

    private static final Lexis NONE = new Lexis(List.of(), List.of(), List.of(), List.of());
    private static final Block SLASH_STAR = block("/*", "*/", false);
    private static final Quote TEXT = quote("\"", true, false);
    private static final Quote CHARACTER = quote("'", true, false);

    private static final Lexis RUST = of("//", List.of(block("/*", "*/", true)), List.of(quote("\"", true, true)))
            .with(Trait.RAW_HASHES, Trait.LIFETIMES);
    private static final Lexis SCRIPT =
            of("//", List.of(SLASH_STAR), List.of(TEXT, CHARACTER)).with(Trait.TEMPLATES, Trait.REGULAR_EXPRESSIONS);
    private static final Lexis PYTHON = of(
                    "#", List.of(), List.of(quote("\"\"\"", true, true), quote("'''", true, true), TEXT, CHARACTER))
            .with(Trait.DOCUMENTATION_STRINGS);
    private static final Lexis GO = of("//", List.of(SLASH_STAR), List.of(quote("`", false, true), TEXT, CHARACTER));
    private static final Lexis JAVA =
            of("//", List.of(SLASH_STAR), List.of(quote("\"\"\"", true, true), TEXT, CHARACTER));
    private static final Lexis SHELL = of("#", List.of(), List.of(quote("\"", true, true), quote("'", false, true)))
            .with(Trait.COMMENT_AT_WORD, Trait.HERE_DOCUMENTS);
    private static final Lexis MARKUP =
            new Lexis(List.of(), List.of(block("<!--", "-->", false)), List.of(), List.of());
    private static final Lexis CSS = new Lexis(List.of(), List.of(SLASH_STAR), List.of(TEXT, CHARACTER), List.of());
    private static final Lexis JSON = of("//", List.of(SLASH_STAR), List.of(TEXT));
    private static final Lexis YAML = of("#", List.of(), List.of(TEXT, quote("'", false, false)))
            .with(Trait.COMMENT_AT_WORD, Trait.QUOTE_AT_WORD);
    private static final Lexis TOML = of(
            "#",
            List.of(),
            List.of(quote("\"\"\"", true, true), quote("'''", false, true), TEXT, quote("'", false, false)));
    private static final Lexis SQL =
            of("--", List.of(block("/*", "*/", true)), List.of(quote("'", false, true), quote("\"", false, true)));
    private static final Lexis DOCKERFILE = of("#", List.of(), List.of()).with(Trait.COMMENT_AT_LINE);

    static Lexis of(Language language) {
        return switch (language) {
            case RUST -> RUST;
            case TYPESCRIPT, TSX, JAVASCRIPT -> SCRIPT;
            case PYTHON -> PYTHON;
            case GO -> GO;
            case JAVA -> JAVA;
            case SHELL -> SHELL;
            case HTML, XML, MARKDOWN -> MARKUP;
            case CSS -> CSS;
            case JSON -> JSON;
            case YAML -> YAML;
            case TOML -> TOML;
            case SQL -> SQL;
            case DOCKERFILE -> DOCKERFILE;
            case CSV, TEXT, BINARY -> NONE;
        };
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    private Lexis with(Trait... special) {
        return new Lexis(lineComments, blocks, strings, List.copyOf(Arrays.asList(special)));
    }

    private static Lexis of(String lineComment, List<Block> blocks, List<Quote> strings) {
        return new Lexis(List.of(lineComment), blocks, strings, List.of());
    }

    private static Block block(String open, String close, boolean nested) {
        return new Block(open, close, nested);
    }

    private static Quote quote(String mark, boolean escapes, boolean lines) {
        return new Quote(mark, escapes, lines);
    }
}
