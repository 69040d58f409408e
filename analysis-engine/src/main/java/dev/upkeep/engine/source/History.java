package dev.upkeep.engine.source;

import java.time.Instant;
import java.util.List;

/** What changed when, newest first; says itself where it does not know. */
public sealed interface History {

    /** The past is not available, and why, in words for people. */
    record Unknown(String reason) implements History {}

    /**
     * The past is known completely.
     *
     * @param at the analysed commit's time: decay counts from here, so the same commit gives the same figures
     * @param commits how many commits are reachable, merges included
     * @param touches every change of a file by a commit with one parent, newest first; renames are not followed
     */
    record Known(Instant at, int commits, List<Touch> touches) implements History {}

    /** One commit changed one file. */
    record Touch(String path, Instant at) {}
}
