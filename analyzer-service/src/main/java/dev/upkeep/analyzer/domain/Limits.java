package dev.upkeep.analyzer.domain;

import java.time.Duration;

/**
 * How much one repository may ask of an analyser.
 *
 * @param files entries of the commit
 * @param bytes of all files of the commit together
 * @param fileBytes of one file; a larger one is skipped with that reason
 * @param mirrorBytes of the mirror on disk
 * @param historyCommits beyond which the history is left out
 * @param mirrorTime to bring the whole repository here
 * @param fullHistoryTime the part of it after which only the last commit is asked for
 * @param analysisTime from taking up the change to the last file read
 */
public record Limits(
        int files,
        long bytes,
        long fileBytes,
        long mirrorBytes,
        int historyCommits,
        Duration mirrorTime,
        Duration fullHistoryTime,
        Duration analysisTime) {}
