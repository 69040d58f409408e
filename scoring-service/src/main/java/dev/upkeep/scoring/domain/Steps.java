package dev.upkeep.scoring.domain;

import dev.upkeep.events.RuleFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What to do, in order: the rule's advice tied to the places that were found. */
final class Steps {

    private static final int FILES_NAMED = 5;
    private static final int LINES_NAMED = 10;
    private static final int MESSAGE_LENGTH = 200;

    private Steps() {}

    static List<String> of(Group group) {
        List<String> steps = new ArrayList<>();
        if (GroupEffort.untested(group)) {
            steps.add("Write a test that holds today's behaviour: none is near.");
        }
        steps.add(start(group));
        addPatches(group, steps);
        group.rules().stream()
                .map(RuleFacts::advice)
                .filter(advice -> !advice.isBlank())
                .map(String::strip)
                .distinct()
                .forEach(steps::add);
        if (group.size() > 1) {
            steps.add(others(group));
        }
        return List.copyOf(steps);
    }

    private static String start(Group group) {
        ScoredFinding worst = group.worst();
        String message = Words.clipped(worst.finding().message().strip(), MESSAGE_LENGTH);
        return Words.sentence("Start at `%s`: %s".formatted(Place.of(worst), message));
    }

    private static void addPatches(Group group, List<String> steps) {
        long patched = group.findings().stream()
                .filter(scored -> scored.finding().fix() != null)
                .count();
        if (patched > 0) {
            steps.add("Apply %s with `git apply` and read the result."
                    .formatted(patched == 1 ? "the ready patch" : "the " + patched + " ready patches"));
        }
    }

    private static String others(Group group) {
        String places = group.size() == 2 ? "place" : Words.count(group.size() - 1, "place", "places");
        return group.files() == 1
                ? "Go on with the other %s in this file, %s.".formatted(places, lines(group))
                : "Go on with the other %s: %s.".formatted(places, files(group));
    }

    private static String lines(Group group) {
        List<String> lines = group.findings().stream()
                .skip(1)
                .map(scored -> scored.finding().startLine())
                .distinct()
                .sorted()
                .map(String::valueOf)
                .toList();
        int unnamed = lines.size() - LINES_NAMED;
        String named = String.join(", ", lines.subList(0, Math.min(lines.size(), LINES_NAMED)));
        return (lines.size() == 1 ? "line " : "lines ") + named + (unnamed > 0 ? " and " + unnamed + " more" : "");
    }

    private static String files(Group group) {
        Map<String, Integer> byFile = new LinkedHashMap<>();
        group.findings().stream().skip(1).forEach(scored -> byFile.merge(scored.path(), 1, Integer::sum));
        List<String> named = byFile.entrySet().stream()
                .limit(FILES_NAMED)
                .map(file ->
                        "`%s`".formatted(file.getKey()) + (file.getValue() > 1 ? " (" + file.getValue() + ")" : ""))
                .toList();
        int unnamed = byFile.size() - named.size();
        String more = unnamed > 0 ? " and " + Words.count(unnamed, "more file", "more files") : "";
        return String.join(", ", named) + more;
    }
}
