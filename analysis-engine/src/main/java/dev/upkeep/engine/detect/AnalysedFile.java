package dev.upkeep.engine.detect;

import dev.upkeep.engine.facts.FileFacts;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.SourceEntry;

/** One file after the per-file pass: what it is and what is known of it. */
public record AnalysedFile(SourceEntry entry, Language language, Context context, FileFacts facts) {

    public String path() {
        return entry.path();
    }

    /** What this line is for: a place inside may differ from its file. */
    public Context contextAt(int line) {
        return facts.contexts().stream()
                .filter(range -> range.covers(line))
                .map(FileFacts.ContextRange::context)
                .reduce(context, Context::and);
    }
}
