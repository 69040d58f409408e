package dev.upkeep.engine.rule;

import dev.upkeep.engine.source.Context;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of itself, read from its Markdown file.
 *
 * @param id {@code <area>/<problem>}, the path of its file; never reused
 * @param title one line that names the problem
 * @param message the default text of a finding; {@code {name}} stands for a figure of {@link
 *     dev.upkeep.engine.rule.Rule} data, so that every figure in the text is also in the data
 * @param severity of one certain occurrence in production
 * @param confidence 0.3 to 1: how often a finding of it is true, unless the detector says otherwise
 * @param setUp effort once per improvement
 * @param each effort per occurrence
 * @param automatic whether findings carry a mechanical fix
 * @param style whether many occurrences are a matter of taste, and add up weakly
 * @param status preview rules are reported but not ranked
 * @param where in code for which purpose it speaks
 * @param languages names of the languages whose files it looks at; empty for any
 * @param query the tree-sitter query of a rule without code; null for a coded one
 * @param summary the first paragraph, Markdown
 * @param whyItMatters Markdown
 * @param whatToDo Markdown with a before/after sample
 * @param notReported Markdown
 */
public record Rule(
        String id,
        String title,
        String message,
        Category category,
        Severity severity,
        double confidence,
        Duration setUp,
        Duration each,
        boolean automatic,
        boolean style,
        Status status,
        Where where,
        List<String> languages,
        @Nullable String query,
        String summary,
        String whyItMatters,
        String whatToDo,
        String notReported) {

    /** How far a rule has proved itself. */
    public enum Status {
        PREVIEW,
        STABLE,
        DEPRECATED
    }

    /** Code for which purpose a rule speaks of: what slows down a service is of no weight in a test. */
    public enum Where {
        EVERYWHERE,
        /** Neither in examples nor in documentation, which are there to be read from top to bottom. */
        NOT_IN_EXAMPLES,
        PRODUCTION;

        /** Whether the rule speaks there. */
        public boolean includes(Context context) {
            return switch (this) {
                case EVERYWHERE -> true;
                case NOT_IN_EXAMPLES -> context != Context.EXAMPLE && context != Context.DOCUMENTATION;
                case PRODUCTION -> context == Context.PRODUCTION;
            };
        }
    }

    /** The part before the slash. */
    public String area() {
        return id.substring(0, id.indexOf('/'));
    }
}
