package dev.upkeep.engine.finding;

/** Where detectors put what they find. Called by one thread at a time. */
@FunctionalInterface
public interface FindingSink {

    void report(Draft draft);
}
