package dev.upkeep.engine.detect.cache;

import java.util.regex.Pattern;

/** What names say. */
final class CacheNames {

    private static final Pattern CACHE = Pattern.compile("(?i).*(cache(?!s|d?_?metric)|memo(?!ry|i?r)).*");

    /** A reason why values need no age. */
    static final Pattern NO_AGE = Pattern.compile(
            "(?i)\\bttl\\b|time to live|immutable|never (change|expire|stale)|(not|n't) (change|expire)|invalidat|constant");

    /** A reason why a map needs no limit. */
    static final Pattern NO_LIMIT = Pattern.compile(
            "(?i)bounded|\\b(few|small|fixed|finite|limited|handful)\\b|at most|never grow|(not|n't) grow|one entry per|by design");

    private CacheNames() {}

    /** Whether one of these names speaks of a cache. */
    static boolean say(String... names) {
        return CACHE.matcher(String.join(" ", names)).matches();
    }
}
