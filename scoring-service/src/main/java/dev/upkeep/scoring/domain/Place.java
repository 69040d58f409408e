package dev.upkeep.scoring.domain;

import java.util.List;

/** Where the findings of a group are, as a person would say it. */
final class Place {

    private Place() {}

    /** The file, the module or the deepest common folder; empty where they have nothing in common. */
    static String of(Group group) {
        if (group.files() == 1) {
            return group.worst().path();
        }
        String module = group.worst().finding().module();
        return module.isEmpty() || spansModules(group) ? commonFolder(group) : module;
    }

    /** {@code src/main.rs:12}. */
    static String of(ScoredFinding scored) {
        return scored.path() + ":" + scored.finding().startLine();
    }

    /** {@code 14 places in 3 files}, {@code 3 files} where each holds one; empty for a single place. */
    static String count(Group group) {
        long files = group.files();
        if (group.size() == 1) {
            return "";
        }
        if (files == group.size()) {
            return Words.count(files, "file", "files");
        }
        String places = Words.count(group.size(), "place", "places");
        return files == 1 ? places : places + " in " + Words.count(files, "file", "files");
    }

    private static boolean spansModules(Group group) {
        return group.findings().stream()
                        .map(scored -> scored.finding().module())
                        .distinct()
                        .count()
                > 1;
    }

    private static String commonFolder(Group group) {
        List<String> paths =
                group.findings().stream().map(ScoredFinding::path).sorted().toList();
        String first = paths.getFirst();
        String last = paths.getLast();
        int same = 0;
        while (same < Math.min(first.length(), last.length()) && first.charAt(same) == last.charAt(same)) {
            same++;
        }
        int slash = first.substring(0, same).lastIndexOf('/');
        return slash < 0 ? "" : first.substring(0, slash);
    }
}
