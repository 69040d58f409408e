package dev.upkeep.engine.source;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The kinds of text that the engine tells apart; {@link #parsed()} ones have a grammar. */
public enum Language {
    RUST("Rust", true),
    TYPESCRIPT("TypeScript", true),
    TSX("TSX", true),
    JAVASCRIPT("JavaScript", true),
    PYTHON("Python", true),
    GO("Go", true),
    JAVA("Java", true),
    SHELL("Shell", true),
    HTML("HTML", true),
    CSS("CSS", true),
    JSON("JSON", true),
    YAML("YAML", false),
    TOML("TOML", false),
    XML("XML", false),
    SQL("SQL", false),
    DOCKERFILE("Dockerfile", false),
    MARKDOWN("Markdown", false),
    CSV("CSV", false),
    TEXT("Text", false),
    /** Not text: never read beyond its first bytes. */
    BINARY("Binary", false);

    /** What programs are written in, as opposed to what describes, configures or shows. */
    public static final Set<Language> OF_PROGRAMS =
            Collections.unmodifiableSet(EnumSet.of(RUST, TYPESCRIPT, TSX, JAVASCRIPT, PYTHON, GO, JAVA));

    private final String displayName;
    private final boolean parsed;

    Language(String displayName, boolean parsed) {
        this.displayName = displayName;
        this.parsed = parsed;
    }

    /** {@link #OF_PROGRAMS} and some more. */
    public static Set<Language> ofProgramsAnd(Language... more) {
        Set<Language> all = EnumSet.copyOf(OF_PROGRAMS);
        Collections.addAll(all, more);
        return Collections.unmodifiableSet(all);
    }

    /** The name that people know. */
    public String displayName() {
        return displayName;
    }

    /** Whether files of this language get a syntax tree. */
    public boolean parsed() {
        return parsed;
    }
}
