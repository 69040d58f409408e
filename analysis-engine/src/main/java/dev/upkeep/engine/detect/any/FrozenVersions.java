package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.source.SourceEntry;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sources that hold one version of a thing each: in a folder {@code versions}, as {@code versions/v3/schema.rs} and
 * {@code versions/v4.rs}, or in a series of folders or files whose names differ in that alone, as {@code
 * models/v5/lock.rs} to {@code models/v7/lock.rs} and {@code post.v1.0.1.ts} to {@code post.v1.0.9.ts}. What a later
 * version stands beside is kept for what began with it, and not changed.
 */
final class FrozenVersions {

    static final Model<FrozenVersions> MODEL = new Model<>("frozen-versions", FrozenVersions::new);

    private static final Pattern FOLDER = Pattern.compile("(?:^|/)versions?/v(\\d{1,6})(?=[/.])");
    private static final Pattern SIBLING = Pattern.compile("/v(\\d{1,4})(?=/)");
    private static final Pattern NAME = Pattern.compile("(.*[^/][._-])v(\\d{1,4}(?:\\.\\d{1,4}){0,2})(\\.[a-z]{1,4})");
    private static final int PARTS = 3;
    private static final long ABOVE_ANY_PART = 1_000_000;
    /** Two versions of an interface are often both alive. */
    private static final int FEWEST_IN_SERIES = 3;

    private final Map<String, NavigableSet<Long>> numbers = new HashMap<>();

    /**
     * One version.
     *
     * @param home what it shares with the others: their folder, or the path without the version
     * @param number that grows with the version, whatever it is made of
     * @param series whether names in a series say so, and no folder {@code versions}
     */
    record Version(String home, long number, boolean series) {}

    private FrozenVersions(Repository repository) {
        repository.entries().stream()
                .map(SourceEntry::path)
                .flatMap(path -> of(path).stream())
                .forEach(version -> numbers.computeIfAbsent(version.home(), key -> new TreeSet<>())
                        .add(version.number()));
    }

    /** The version that a file belongs to. */
    static Optional<Version> of(String path) {
        Matcher folder = FOLDER.matcher(path);
        if (path.contains("version") && folder.find()) {
            return Optional.of(new Version(path.substring(0, folder.start(1)), number(folder.group(1)), false));
        }
        return sibling(path).or(() -> named(path));
    }

    private static Optional<Version> sibling(String path) {
        if (!path.contains("/v")) {
            return Optional.empty();
        }
        Matcher sibling = SIBLING.matcher(path);
        return sibling.find()
                ? Optional.of(new Version(path.substring(0, sibling.start(1)), number(sibling.group(1)), true))
                : Optional.empty();
    }

    private static Optional<Version> named(String path) {
        if (!mayNameVersion(path)) {
            return Optional.empty();
        }
        Matcher name = NAME.matcher(path);
        return name.matches()
                ? Optional.of(new Version(name.group(1) + name.group(3), number(name.group(2)), true))
                : Optional.empty();
    }

    /** Asked of every file by several rules: few names hold such a letter before a digit. */
    private static boolean mayNameVersion(String path) {
        int name = path.lastIndexOf('/') + 1;
        for (int at = path.lastIndexOf('v', path.length() - 2); at > name; at = path.lastIndexOf('v', at - 1)) {
            if (Character.isDigit(path.charAt(at + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Of up to three parts; what is left out is none. */
    private static long number(String version) {
        String[] parts = version.split("\\.", -1);
        long number = 0;
        for (int at = 0; at < PARTS; at++) {
            number = number * ABOVE_ANY_PART + (at < parts.length ? Long.parseLong(parts[at]) : 0);
        }
        return number;
    }

    /** Whether a later version stands beside that of this file. */
    boolean include(String path) {
        return of(path).filter(version -> {
                    NavigableSet<Long> all = numbers.getOrDefault(version.home(), Collections.emptyNavigableSet());
                    boolean enough = !version.series() || all.size() >= FEWEST_IN_SERIES;
                    return enough && !all.isEmpty() && version.number() < all.last();
                })
                .isPresent();
    }
}
