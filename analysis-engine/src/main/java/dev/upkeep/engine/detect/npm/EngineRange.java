package dev.upkeep.engine.detect.npm;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which versions of Node.js a package runs with.
 *
 * @param spans alternatives
 */
record EngineRange(List<Span> spans) {

    private static final PackageVersion FIRST = new PackageVersion(0, 0, 0, "");
    private static final PackageVersion END = new PackageVersion(Integer.MAX_VALUE, 0, 0, "");
    private static final Pattern BETWEEN = Pattern.compile("(\\S+)\\s+-\\s+(\\S+)");
    private static final Pattern GAP = Pattern.compile("([<>=~^])\\s+");
    private static final String PART = "(?:\\.(?:(\\d{1,6})|[xX*]))?";
    private static final Pattern BOUND = Pattern.compile("(\\^|~|>=?|<=?|=)?v?(\\d{1,6})" + PART + PART);

    /** From one version up to another, which is no part of it. */
    private record Span(PackageVersion from, PackageVersion to) {

        static final Span ALL = new Span(FIRST, END);

        Span and(Span other) {
            Comparator<PackageVersion> order = Comparator.naturalOrder();
            return new Span(
                    Stream.of(from, other.from).max(order).orElse(from),
                    Stream.of(to, other.to).min(order).orElse(to));
        }

        boolean holds(PackageVersion version) {
            return from.compareTo(version) <= 0 && version.compareTo(to) < 0;
        }
    }

    /** Empty for what cannot be read. */
    static Optional<EngineRange> parse(String written) {
        List<Optional<Span>> spans = Stream.of(written.split("\\|\\|", -1))
                .map(alternative -> span(alternative.strip()))
                .toList();
        return spans.stream().allMatch(Optional::isPresent)
                ? Optional.of(
                        new EngineRange(spans.stream().flatMap(Optional::stream).toList()))
                : Optional.empty();
    }

    private static Optional<Span> span(String alternative) {
        String bounds = GAP.matcher(BETWEEN.matcher(alternative).replaceAll(">=$1 <=$2"))
                .replaceAll("$1");
        Span span = Span.ALL;
        for (String written : bounds.split("\\s+", -1)) {
            Matcher bound = BOUND.matcher(written);
            if (bound.matches()) {
                span = span.and(span(bound));
            } else if (!written.equals("*")) {
                return Optional.empty();
            }
        }
        return Optional.of(span);
    }

    private static Span span(Matcher bound) {
        PackageVersion from = new PackageVersion(number(bound, 2), number(bound, 3), number(bound, 4), "");
        PackageVersion nextMajor = new PackageVersion(from.major() + 1, 0, 0, "");
        PackageVersion nextMinor =
                bound.group(3) == null ? nextMajor : new PackageVersion(from.major(), from.minor() + 1, 0, "");
        PackageVersion next = bound.group(4) == null
                ? nextMinor
                : new PackageVersion(from.major(), from.minor(), from.patch() + 1, "");
        return switch (bound.group(1) == null ? "" : bound.group(1)) {
            case "^" -> new Span(from, nextMajor);
            case "~" -> new Span(from, nextMinor);
            case ">=" -> new Span(from, END);
            case ">" -> new Span(next, END);
            case "<" -> new Span(FIRST, from);
            case "<=" -> new Span(FIRST, next);
            default -> new Span(from, next);
        };
    }

    private static int number(Matcher bound, int group) {
        return bound.group(group) == null ? 0 : Integer.parseInt(bound.group(group));
    }

    /** Whether the oldest version of some alternative is none of the other range. */
    boolean reachesBelow(EngineRange other) {
        return spans.stream()
                .map(Span::from)
                .anyMatch(oldest -> other.spans().stream().noneMatch(span -> span.holds(oldest)));
    }
}
