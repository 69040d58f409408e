package dev.upkeep.engine.detect;

import dev.upkeep.engine.facts.FileFacts;
import dev.upkeep.engine.facts.FileFacts.ContextRange;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.SourceEntry;
import java.util.BitSet;

/** One file after the per-file pass: what it is and what is known of it. */
public record AnalysedFile(SourceEntry entry, Language language, Context context, FileFacts facts) {

    public String path() {
        return entry.path();
    }

    /** What this line is for: a place inside may differ from its file. */
    public Context contextAt(int line) {
        return facts.contexts().stream()
                .filter(range -> range.covers(line))
                .map(ContextRange::context)
                .reduce(context, Context::and);
    }

    /** How many lines are for tests within a file that is not; each once: a module of tests and those in it overlap. */
    public int inlineTestLines() {
        BitSet lines = new BitSet();
        for (ContextRange range : facts.contexts()) {
            if (range.context() == Context.TEST) {
                lines.set(range.startLine(), range.endLine() + 1);
            }
        }
        return lines.cardinality();
    }
}
