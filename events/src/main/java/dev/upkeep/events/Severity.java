package dev.upkeep.events;

/** How bad one occurrence is where it is certain and in production. Ratio scale 30 : 10 : 3 : 1, see the score model. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW
}
