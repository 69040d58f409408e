package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Reading;
import dev.upkeep.engine.document.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Cargo.lock}, which Cargo writes always in the same way: one key a line, lists with one entry a line.
 *
 * @param byName all versions of each package
 */
public record CargoLock(Map<String, List<Locked>> byName) {

    private static final Reading<CargoLock> READING = new Reading<>("cargo.lock", (path, text) -> parse(text));
    private static final Pattern KEY = Pattern.compile("(name|version|source) = \"([^\"]*)\"");
    private static final Pattern ENTRY = Pattern.compile("\\s+\"([^\" ]+)(?: ([^\" ]+))?[^\"]*\",?");

    /**
     * One package.
     *
     * @param external whether it comes from a registry or another repository
     * @param forked whether it comes from another repository, where its version says nothing
     * @param needs what it is built with
     */
    public record Locked(String name, String version, boolean external, boolean forked, List<Need> needs) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Locked locked
                    && locked.name.equals(name)
                    && locked.version.equals(version)
                    && locked.external == external;
        }

        /** Without what it needs, which would be read again and again. */
        @Override
        public int hashCode() {
            return Objects.hash(name, version);
        }
    }

    /** A dependency; the version is empty where there is only one. */
    public record Need(String name, String version) {}

    /** The one that lies there. */
    public static Optional<CargoLock> at(Repository repository, String path) {
        return repository.read(READING, path);
    }

    /** The nearest in the folder or above it. */
    static Optional<CargoLock> nearest(Repository repository, String folder) {
        return Paths.upwards(folder).stream()
                .map(at -> at.isEmpty() ? "Cargo.lock" : at + "/Cargo.lock")
                .filter(repository::exists)
                .findFirst()
                .flatMap(path -> at(repository, path));
    }

    private static CargoLock parse(String text) {
        Map<String, List<Locked>> byName = new TreeMap<>();
        for (String block : text.split("\\[\\[package\\]\\]", -1)) {
            Map<String, String> keys = new LinkedHashMap<>();
            List<Need> needs = new ArrayList<>();
            for (String line : block.lines().toList()) {
                Matcher key = KEY.matcher(line);
                Matcher entry = ENTRY.matcher(line);
                if (key.matches()) {
                    keys.putIfAbsent(key.group(1), key.group(2));
                } else if (entry.matches()) {
                    needs.add(new Need(entry.group(1), entry.group(2) == null ? "" : entry.group(2)));
                }
            }
            String name = keys.getOrDefault("name", "");
            String version = keys.getOrDefault("version", "");
            if (!name.isEmpty() && !version.isEmpty()) {
                String source = keys.getOrDefault("source", "");
                byName.computeIfAbsent(name, each -> new ArrayList<>())
                        .add(new Locked(
                                name, version, !source.isEmpty(), source.startsWith("git+"), List.copyOf(needs)));
            }
        }
        return new CargoLock(byName);
    }

    /** Whether nothing but this package is built with what it needs there. */
    boolean isAlone(Locked user, Need need) {
        return byName.values().stream()
                .flatMap(List::stream)
                .filter(each -> !each.equals(user))
                .noneMatch(each -> each.needs().contains(need));
    }

    /** Those from elsewhere. */
    Stream<Locked> external() {
        return byName.values().stream().flatMap(List::stream).filter(Locked::external);
    }

    /** The package that an entry means. */
    public Optional<Locked> find(Need need) {
        return byName.getOrDefault(need.name(), List.of()).stream()
                .filter(each -> need.version().isEmpty() || each.version().equals(need.version()))
                .findFirst();
    }

    /** A package of the repository itself. */
    public Optional<Locked> member(String name) {
        return byName.getOrDefault(name, List.of()).stream()
                .filter(each -> !each.external())
                .findFirst();
    }

    /** Earlier and later versions by their numbers; what follows a dash or plus is left out. */
    public static int compare(String left, String right) {
        List<Integer> one = numbers(left);
        List<Integer> other = numbers(right);
        for (int at = 0; at < Math.min(one.size(), other.size()); at++) {
            int order = one.get(at).compareTo(other.get(at));
            if (order != 0) {
                return order;
            }
        }
        return left.compareTo(right);
    }

    private static List<Integer> numbers(String version) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : version.replaceFirst("[-+].*", "").split("\\.", -1)) {
            numbers.add(part.matches("\\d{1,9}") ? Integer.parseInt(part) : 0);
        }
        return numbers;
    }
}
