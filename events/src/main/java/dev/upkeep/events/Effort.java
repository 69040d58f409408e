package dev.upkeep.events;

/**
 * What mending costs, as the rule states it.
 *
 * @param setUpMinutes once per improvement: understand, branch, test, review
 * @param minutesEach per occurrence; near 0 where a fix is automatic
 * @param automatic whether findings carry a fix that {@code git apply} takes
 */
public record Effort(int setUpMinutes, int minutesEach, boolean automatic) {}
