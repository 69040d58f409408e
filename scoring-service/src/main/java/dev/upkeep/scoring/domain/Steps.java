package dev.upkeep.scoring.domain;

import dev.upkeep.events.RuleFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What to do, in order: the rule's advice tied to the places that were found. */
final class Steps {

    private static final int FILES_NAMED = 5;
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
        Map<String, Integer> byFile = new LinkedHashMap<>();
        group.findings().stream().skip(1).forEach(scored -> byFile.merge(scored.path(), 1, Integer::sum));
        List<String> named = byFile.entrySet().stream()
                .limit(FILES_NAMED)
                .map(file ->
                        "`%s`".formatted(file.getKey()) + (file.getValue() > 1 ? " (" + file.getValue() + ")" : ""))
                .toList();
        int unnamed = byFile.size() - named.size();
        String more = unnamed > 0 ? " and " + Words.count(unnamed, "more file", "more files") : "";
        return "Go on with the other %s: %s%s."
                .formatted(
                        group.size() == 2 ? "place" : (group.size() - 1) + " places", String.join(", ", named), more);
    }
}
