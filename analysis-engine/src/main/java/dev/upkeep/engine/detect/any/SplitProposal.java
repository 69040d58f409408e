package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.facts.FileFacts.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where a file could be cut: groups of top-level items that refer to each other. Items that a large share of the others
 * refer to (an error type, a central struct) hold everything together without being a reason to stay; they are set
 * aside first, and named as what would still tie the groups.
 */
final class SplitProposal {

    private static final double SHARED_BY = 0.2;
    private static final int FEWEST_USERS_OF_SHARED = 3;
    private static final int SMALLEST_GROUP_LINES = 60;
    private static final int MOST_NAMES = 6;

    private final Map<String, List<Item>> items = new LinkedHashMap<>();
    private final Set<String> shared;
    private final Map<String, String> leaders = new TreeMap<>();

    /**
     * Items that could move together.
     *
     * @param items their names in source order, the first few
     * @param tiedBy shared items that they refer to
     */
    record Group(List<String> items, int count, int lines, List<String> tiedBy) {

        /** As a figure of a finding; sorted, since reports of one commit are equal byte by byte. */
        Map<String, Object> figures() {
            return new TreeMap<>(Map.of("items", items, "count", count, "lines", lines, "tiedBy", tiedBy));
        }
    }

    private SplitProposal(List<Item> all) {
        // A type and what is implemented for it bear one name, and go together.
        all.forEach(item ->
                items.computeIfAbsent(item.name(), name -> new ArrayList<>()).add(item));
        this.shared = shared();
        items.keySet().forEach(name -> leaders.put(name, name));
        all.stream()
                .filter(item -> !shared.contains(item.name()))
                .forEach(item -> item.references().stream()
                        .filter(name -> items.containsKey(name) && !shared.contains(name))
                        .forEach(name -> join(item.name(), name)));
    }

    /** The groups, largest first; empty where no cut makes at least two groups of some size. */
    static List<Group> of(List<Item> items) {
        return new SplitProposal(items).groups();
    }

    private Set<String> shared() {
        Map<String, Long> users = items.entrySet().stream()
                .flatMap(same -> same.getValue().stream()
                        .flatMap(item -> item.references().stream())
                        .filter(name -> !name.equals(same.getKey()) && items.containsKey(name))
                        .distinct())
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        double many = Math.max(FEWEST_USERS_OF_SHARED, items.size() * SHARED_BY);
        return users.entrySet().stream()
                .filter(entry -> entry.getValue() >= many)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void join(String one, String other) {
        leaders.put(leader(one), leader(other));
    }

    private String leader(String name) {
        String at = name;
        for (String up = leaders.getOrDefault(at, at); !up.equals(at); up = leaders.getOrDefault(at, at)) {
            at = up;
        }
        return at;
    }

    private List<Group> groups() {
        Map<String, List<Item>> byLeader = items.values().stream()
                .flatMap(List::stream)
                .filter(item -> !shared.contains(item.name()))
                .collect(Collectors.groupingBy(item -> leader(item.name()), TreeMap::new, Collectors.toList()));
        List<List<Item>> large = byLeader.values().stream()
                .filter(group -> lines(group) >= SMALLEST_GROUP_LINES)
                .sorted(Comparator.comparingInt(SplitProposal::lines)
                        .reversed()
                        .thenComparing(group -> group.getFirst().name()))
                .toList();
        return large.size() < 2 ? List.of() : large.stream().map(this::group).toList();
    }

    private Group group(List<Item> group) {
        List<String> tiedBy = group.stream()
                .flatMap(item -> item.references().stream())
                .filter(shared::contains)
                .distinct()
                .sorted()
                .toList();
        List<String> names = group.stream().map(Item::name).distinct().toList();
        return new Group(names.stream().limit(MOST_NAMES).toList(), names.size(), lines(group), tiedBy);
    }

    private static int lines(List<Item> group) {
        return group.stream()
                .mapToInt(item -> item.endLine() - item.startLine() + 1)
                .sum();
    }
}
