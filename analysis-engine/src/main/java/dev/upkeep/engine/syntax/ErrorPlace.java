package dev.upkeep.engine.syntax;

/**
 * A place that the grammar could not read.
 *
 * @param line 1-based line where it starts
 * @param missing whether something is missing there; otherwise something could not be understood
 * @param excerpt the kind of what is missing, or the beginning of the first line of what was not understood
 */
public record ErrorPlace(int line, boolean missing, String excerpt) {}
