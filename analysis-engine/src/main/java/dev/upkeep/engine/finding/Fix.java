package dev.upkeep.engine.finding;

/**
 * A mend that a machine can make.
 *
 * @param description what it does, one line
 * @param diff a unified diff that {@code git apply} takes at the repository root
 */
public record Fix(String description, String diff) {}
