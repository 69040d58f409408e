package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.script.facts.ItemFacts;
import dev.upkeep.engine.facts.FileFacts.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where a file could be cut: groups of top-level items that refer to each other. Items that a large share of the others
 * refer to (an error type, a central struct), and those that refer to a large share of the others, hold everything
 * together: they are taken to stay where they are, and named as what would still tie the groups.
 */
final class SplitProposal {

    private static final double SHARE_TO_STAY = 0.2;
    private static final int FEWEST_TO_STAY = 3;
    private static final int SMALLEST_GROUP_LINES = 60;
    private static final int MOST_NAMES = 6;
    private static final int LONGEST_TYPE = 40;

    private final Map<String, List<Item>> items = new LinkedHashMap<>();
    private final Set<String> staying;
    private final Map<String, String> leaders = new TreeMap<>();

    /**
     * Items that could move together.
     *
     * @param items their names, the largest first, as far as a reader takes them in
     * @param tiedBy items that stay and that they refer to
     */
    record Group(List<String> items, int count, int lines, List<String> tiedBy) {

        /** As a figure of a finding; sorted, since reports of one commit are equal byte by byte. */
        Map<String, Object> figures() {
            return new TreeMap<>(Map.of("items", items, "count", count, "lines", lines, "tiedBy", tiedBy));
        }

        /** Its largest item with how many others go along, since the lines are those of all of them. */
        String named() {
            String others = switch (count) {
                case 1 -> "";
                case 2 -> " and 1 other";
                default -> " and %,d others".formatted(count - 1);
            };
            return "%s%s (%,d lines)".formatted(items.getFirst(), others, lines);
        }
    }

    private SplitProposal(String fileName, List<Item> all) {
        // A type and what is implemented for it bear one name, and go together.
        all.forEach(item ->
                items.computeIfAbsent(item.name(), name -> new ArrayList<>()).add(item));
        this.staying = staying(letters(fileName));
        items.keySet().forEach(name -> leaders.put(name, name));
        all.stream()
                .filter(item -> !staying.contains(item.name()))
                .forEach(item -> item.references().stream()
                        .filter(name -> items.containsKey(name) && !staying.contains(name))
                        .forEach(name -> join(item.name(), name)));
    }

    /**
     * The groups, largest first; empty where no cut makes at least two groups of some size.
     *
     * @param fileName without its extension: what a file is called after is what it is for, and stays
     */
    static List<Group> of(String fileName, List<Item> items) {
        return new SplitProposal(fileName, items).groups();
    }

    /** {@code local_working_copy} and {@code LocalWorkingCopy} are one name. */
    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /** What many refer to, what refers to many, and what no other file may hold or import: it stays, and the parts around it can go. */
    private Set<String> staying(String namesake) {
        double many = Math.max(FEWEST_TO_STAY, items.size() * SHARE_TO_STAY);
        Map<String, Long> users = items.keySet().stream()
                .flatMap(name -> references(name).stream())
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        return items.keySet().stream()
                .filter(name -> users.getOrDefault(name, 0L) >= many
                        || references(name).size() >= many
                        || letters(name).equals(namesake)
                        || isHoisted(name)
                        || references(name).stream().anyMatch(this::isHoisted))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isHoisted(String name) {
        return items.getOrDefault(name, List.of()).stream()
                .anyMatch(item -> item.kind().equals(ItemFacts.HOISTED));
    }

    /** The other items that those of this name refer to. */
    private Set<String> references(String name) {
        return items.getOrDefault(name, List.of()).stream()
                .flatMap(item -> item.references().stream())
                .filter(other -> !other.equals(name) && items.containsKey(other))
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
                .filter(item -> !staying.contains(item.name()))
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
                .filter(staying::contains)
                .distinct()
                .sorted()
                .toList();
        List<String> names = group.stream()
                .map(Item::name)
                .distinct()
                .sorted(Comparator.comparingInt((String name) -> lines(items.getOrDefault(name, List.of())))
                        .reversed())
                .toList();
        List<String> shown =
                names.stream().limit(MOST_NAMES).map(this::described).toList();
        return new Group(shown, names.size(), lines(group), tiedBy);
    }

    /** A type from elsewhere is not what could move, but what is implemented for it here. */
    private String described(String name) {
        return items.getOrDefault(name, List.of()).stream()
                        .allMatch(item -> item.kind().equals(Item.IMPLEMENTATION))
                ? "the impl for " + shortened(name)
                : name;
    }

    /** A type may take up many lines; its beginning tells it apart. */
    private static String shortened(String type) {
        String line =
                type.replaceAll("\\s*\\R\\s*", " ").replaceAll("([(<]) ", "$1").replaceAll(",? ([)>])", "$1");
        return line.length() <= LONGEST_TYPE ? line : line.substring(0, LONGEST_TYPE) + "…";
    }

    private static int lines(List<Item> group) {
        return group.stream()
                .mapToInt(item -> item.endLine() - item.startLine() + 1)
                .sum();
    }
}
