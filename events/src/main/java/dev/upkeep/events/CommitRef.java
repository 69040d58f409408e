package dev.upkeep.events;

import java.time.Instant;

/**
 * The commit that was read.
 *
 * @param sha the full object id; for a folder without Git the digest of what was read, prefixed {@code tree-}
 * @param ref the full name of the ref that was asked for, or {@code HEAD}
 * @param committedAt the committer's time; for a folder without Git the time of reading
 */
public record CommitRef(String sha, String ref, Instant committedAt) {}
