package dev.upkeep.events;

/**
 * What the score and the report need of a rule, carried along so that no reader needs the catalogue or its version.
 *
 * @param id such as {@code rust/panicking-call}
 * @param title one line for people
 * @param category the kebab-case name of the report's category, such as {@code code-quality}
 * @param severity the default of the rule
 * @param style true where many occurrences add up weakly: a matter of taste, not of risk
 * @param ranked false while the rule is in preview: reported, not ranked
 * @param advice the first paragraph of the rule's "What to do", Markdown
 */
public record RuleFacts(
        String id,
        String title,
        String category,
        Severity severity,
        Effort effort,
        boolean style,
        boolean ranked,
        String advice) {}
