package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.source.SourceEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sources in a folder {@code versions} that hold one version of a format each, as {@code versions/v3/schema.rs} does and
 * {@code versions/v4.rs}: what a later version stands beside is kept to read what was written then, and not changed.
 */
final class FrozenVersions {

    static final Model<FrozenVersions> MODEL = new Model<>("frozen-versions", FrozenVersions::new);

    private static final Pattern VERSION = Pattern.compile("(?:^|/)versions?/v(\\d{1,6})(?=[/.])");

    private final Map<String, Integer> latest = new HashMap<>();

    /**
     * One version.
     *
     * @param folder that holds it and the others
     */
    record Version(String folder, int number) {}

    private FrozenVersions(Repository repository) {
        repository.entries().stream()
                .map(SourceEntry::path)
                .flatMap(path -> of(path).stream())
                .forEach(version -> latest.merge(version.folder(), version.number(), Math::max));
    }

    /** The version that a file belongs to. */
    static Optional<Version> of(String path) {
        Matcher version = VERSION.matcher(path);
        return path.contains("version") && version.find()
                ? Optional.of(new Version(path.substring(0, version.start(1)), Integer.parseInt(version.group(1))))
                : Optional.empty();
    }

    /** Whether a later version stands beside that of this file. */
    boolean include(String path) {
        return of(path).filter(version -> version.number() < latest.getOrDefault(version.folder(), 0))
                .isPresent();
    }
}
