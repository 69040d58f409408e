package dev.upkeep.events;

import java.util.List;

/**
 * What was read and what was not.
 *
 * @param files files in the commit
 * @param analysed files whose content was looked at
 * @param bytes size of the analysed files
 * @param cacheHits analysed files whose result came from the cache
 * @param skippedTotal how many were skipped; {@code skipped} may hold fewer
 * @param skipped the first of them with their reasons, at most 200
 */
public record Coverage(
        int files, int analysed, long bytes, int cacheHits, int skippedTotal, List<SkippedFile> skipped) {

    /** A file that was not analysed, and why, in words for people. */
    public record SkippedFile(String path, String reason) {}
}
