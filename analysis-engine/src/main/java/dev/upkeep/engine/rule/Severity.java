package dev.upkeep.engine.rule;

/** How bad one certain occurrence in production is: a ratio scale of 30, 10, 3 and 1. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW
}
