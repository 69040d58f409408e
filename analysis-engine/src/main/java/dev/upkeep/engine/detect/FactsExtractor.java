package dev.upkeep.engine.detect;

import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.source.Language;
import java.util.Set;

/** Reads from one file what repository-level rules will need of it. Stateless; depends on that file and its path alone. */
public interface FactsExtractor {

    /** The languages whose files it reads. */
    Set<Language> languages();

    void extract(SourceFile file, FactsBuilder facts);
}
