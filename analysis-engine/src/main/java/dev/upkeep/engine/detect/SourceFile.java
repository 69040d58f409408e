package dev.upkeep.engine.detect;

import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.syntax.CodeLines;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One file under the eyes of the per-file rules: its bytes, its text, its tree. Confined to one thread. */
public final class SourceFile {

    private final SourceEntry entry;
    private final Language language;
    private final Context context;
    private final byte[] content;
    private final @Nullable SyntaxTree tree;
    private final Map<Class<?>, Object> views = new HashMap<>();
    private @Nullable String text;
    private @Nullable List<String> lines;

    public SourceFile(
            SourceEntry entry, Language language, Context context, byte[] content, @Nullable SyntaxTree tree) {
        this.entry = entry;
        this.language = language;
        this.context = context;
        this.content = content;
        this.tree = tree;
    }

    public String path() {
        return entry.path();
    }

    public SourceEntry entry() {
        return entry;
    }

    public Language language() {
        return language;
    }

    /** What the path says; repository-level rules may know better later. */
    public Context context() {
        return context;
    }

    /** The bytes as they are stored; not to be changed. */
    public byte[] content() {
        return content;
    }

    /** The tree; empty where the language has no grammar or the file could not be parsed. */
    public Optional<SyntaxTree> tree() {
        return Optional.ofNullable(tree);
    }

    /**
     * Which of its lines are code.
     *
     * @throws java.util.NoSuchElementException where there is no tree
     */
    public CodeLines codeLines() {
        return view(CodeLines.class, () -> CodeLines.of(tree().orElseThrow()));
    }

    /** The content as UTF-8; bytes that are none become replacement characters. */
    public String text() {
        if (text == null) {
            text = new String(content, StandardCharsets.UTF_8);
        }
        return text;
    }

    /**
     * What several rules derive from the file, made when first asked for.
     *
     * @param make makes it; it may look at this file and its tree alone
     */
    public <T> T view(Class<T> type, Supplier<T> make) {
        Object known = views.get(type);
        if (known == null) {
            known = make.get();
            views.put(type, known);
        }
        return type.cast(known);
    }

    /** The lines without their ends; line {@code n} is at {@code n - 1}. */
    public List<String> lines() {
        if (lines == null) {
            lines = text().lines().toList();
        }
        return lines;
    }
}
