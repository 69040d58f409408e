package dev.upkeep.engine;

import dev.upkeep.engine.facts.FileFacts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.Surroundings;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the per-file pass knows of one file: a pure function of its content, its path and the rule set, so it can be
 * kept by their hash.
 *
 * @param context what path and content say of its purpose
 * @param ignores comments that ask to leave findings alone
 * @param skipped why its content was not analysed; null where it was
 * @param problems rules that failed on it, in words for the reader of the report
 */
record FileResult(
        Language language,
        Context context,
        List<Sighting> sightings,
        FileFacts facts,
        List<Ignore> ignores,
        @Nullable String skipped,
        List<String> problems) {

    /** A finding in the making, with the source lines that show it. */
    record Sighting(Draft draft, String snippet, Surroundings surroundings) {}

    /**
     * A comment {@code upkeep:ignore <rule> <reason>}.
     *
     * @param line where it stands
     * @param until the last line that it holds for: the next line of code, behind attributes and other comments
     */
    record Ignore(int line, int until, String rule, String reason) {}

    /** The result of a file that is not looked into. */
    static FileResult skipped(Language language, Context context, String reason) {
        return new FileResult(language, context, List.of(), FileFacts.NONE, List.of(), reason, List.of());
    }
}
