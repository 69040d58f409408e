package dev.upkeep.engine.detect.npm;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a package, in the order in which they were numbered.
 *
 * @param prerelease what marks it as one that is not out yet, such as {@code beta.2}; empty for others
 */
record PackageVersion(int major, int minor, int patch, String prerelease) implements Comparable<PackageVersion> {

    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})(?:-([0-9A-Za-z.-]+))?(?:\\+.*)?");
    private static final Comparator<PackageVersion> ORDER = Comparator.comparingInt(PackageVersion::major)
            .thenComparingInt(PackageVersion::minor)
            .thenComparingInt(PackageVersion::patch)
            .thenComparing(PackageVersion::isStable)
            .thenComparing(PackageVersion::prerelease);

    /** Empty for what is no number: an address, a commit. */
    static Optional<PackageVersion> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(new PackageVersion(
                        Integer.parseInt(written.group(1)),
                        Integer.parseInt(written.group(2)),
                        Integer.parseInt(written.group(3)),
                        written.group(4) == null ? "" : written.group(4)))
                : Optional.empty();
    }

    boolean isStable() {
        return prerelease.isEmpty();
    }

    @Override
    public int compareTo(PackageVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (isStable() ? "" : "-" + prerelease);
    }
}
