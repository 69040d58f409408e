package dev.upkeep.engine.finding;

/**
 * What a finding is recognised by in another commit, where lines, names or files have changed; see {@link Fingerprints}
 * for the digests.
 *
 * @param scope the nearest named thing around it; empty at the top of the file
 * @param content digest of its snippet
 * @param surroundings digests of the code around it
 */
public record Traits(String scope, String content, Surroundings surroundings) {}
