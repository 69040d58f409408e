package dev.upkeep.engine.detect.npm;

import java.util.Comparator;
import java.util.List;
import org.semver4j.Semver;
import org.semver4j.range.Range;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/**
 * Which versions of Node.js a package runs with.
 *
 * @param written as {@code engines} in a manifest holds it
 */
record EngineRange(String written) {

    /** Whether some alternative begins with a version that is none of the other range; no where one cannot be read. */
    boolean reachesBelow(EngineRange other) {
        RangeList others = RangeListFactory.create(other.written);
        return !others.get().isEmpty()
                && RangeListFactory.create(written).get().stream()
                        .map(EngineRange::oldest)
                        .anyMatch(version -> !others.isSatisfiedBy(version));
    }

    /** Whether each alternative begins with a version of the other range; no where one cannot be read. */
    boolean startsWithin(EngineRange other) {
        RangeList others = RangeListFactory.create(other.written);
        List<Semver> oldest = RangeListFactory.create(written).get().stream()
                .map(EngineRange::oldest)
                .toList();
        return !oldest.isEmpty() && oldest.stream().allMatch(others::isSatisfiedBy);
    }

    private static Semver oldest(List<Range> bounds) {
        return bounds.stream()
                .map(Range::getRangeVersion)
                .filter(version -> bounds.stream().allMatch(bound -> bound.isSatisfiedBy(version)))
                .min(Comparator.naturalOrder())
                .orElse(Semver.ZERO);
    }
}
