package dev.upkeep.engine;

/** What one analysis has to do: the files to look into, and the rules that look. */
record Listing(Selection selection, Ruleset rules) {}
