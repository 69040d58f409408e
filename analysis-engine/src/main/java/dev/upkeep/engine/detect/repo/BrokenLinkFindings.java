package dev.upkeep.engine.detect.repo;

import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How broken links are told: those with one cause in one finding, be it a habit of writing paths, a target that many
 * pages have from each other, or a page of which nothing leads anywhere; the rest one by one.
 */
final class BrokenLinkFindings {

    private static final int MOST_ALIKE = 5;
    private static final int MOST_IN_FILE = 10;
    private static final int MOST_NAMED = 10;

    private BrokenLinkFindings() {}

    /**
     * One of them, named once for each file.
     *
     * @param site whether a generator of sites may have rules of its own
     * @param fromRoot whether it leads somewhere from the root of the repository
     */
    record Broken(String path, int line, String target, boolean site, boolean fromRoot) {

        private Draft draft() {
            return Draft.of(BrokenLink.RULE, Location.line(path, line))
                    .scope(target)
                    .with("target", target)
                    .with("site", site)
                    .confidence(site ? 0.7 : 0.95);
        }
    }

    static void report(List<Broken> all, FindingSink sink) {
        List<Broken> fromRoot = all.stream().filter(Broken::fromRoot).toList();
        boolean habit = fromRoot.size() > MOST_ALIKE;
        if (habit) {
            sink.report(habit(fromRoot));
        }
        List<Broken> others =
                all.stream().filter(link -> !habit || !link.fromRoot()).toList();
        Map<String, List<Broken>> byTarget =
                others.stream().collect(Collectors.groupingBy(Broken::target, LinkedHashMap::new, Collectors.toList()));
        byTarget.values().stream().filter(BrokenLinkFindings::isRepeated).forEach(same -> sink.report(repeated(same)));
        others.stream()
                .collect(Collectors.groupingBy(Broken::path, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(links -> reportFile(
                        links,
                        links.stream()
                                .filter(link -> !isRepeated(byTarget.getOrDefault(link.target(), List.of())))
                                .toList(),
                        sink));
    }

    /** Who writes all links from the root has one thing to change; it stays the same when the first link is mended. */
    private static Draft habit(List<Broken> links) {
        return links.getFirst()
                .draft()
                .scope("from the root")
                .with("links", links.size())
                .with("files", links.stream().map(Broken::path).distinct().count())
                .message(
                        "{links} links in {files} files are written as from the root of the repository and lead to nothing"
                                + " from where they stand, the first of them `{target}`");
    }

    /** What pages of many languages, or many packages, copy from each other is mended in one go. */
    private static boolean isRepeated(List<Broken> same) {
        return same.size() > MOST_ALIKE;
    }

    private static Draft repeated(List<Broken> same) {
        List<String> others = same.stream()
                .skip(1)
                .limit(MOST_NAMED)
                .map(link -> link.path() + ":" + link.line())
                .toList();
        return same.getFirst()
                .draft()
                .with("files", same.size())
                .with("otherPlaces", others)
                .with("unnamed", same.size() - 1 - others.size())
                .message(
                        same.size() - 1 > others.size()
                                ? "The link `{target}` leads to nothing in the repository from {files} files, also at {otherPlaces} and {unnamed} more"
                                : "The link `{target}` leads to nothing in the repository from {files} files, also at {otherPlaces}");
    }

    /** Those of one file that nothing else tells of, one by one where there are few; else all of them in one. */
    private static void reportFile(List<Broken> links, List<Broken> untold, FindingSink sink) {
        if (untold.size() <= MOST_IN_FILE) {
            untold.forEach(link -> sink.report(link.draft()));
            return;
        }
        List<String> named = links.stream()
                .limit(MOST_NAMED)
                .map(link -> "`%s` (line %d)".formatted(link.target(), link.line()))
                .toList();
        sink.report(
                links.getFirst()
                        .draft()
                        .with("links", links.size())
                        .with("targets", named)
                        .message(
                                "This file links to {links} paths that lead to nothing in the repository, the first of them {targets}"));
    }
}
