package dev.upkeep.engine.detect;

import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.Item;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Scripts that are nothing but others of their folder, one behind the other, as a build step joins them for browsers.
 * Evidence: several files beside one hold each of its items, of the same name and length; nobody writes that twice.
 */
public final class JoinedSources {

    private static final int FEWEST_PARTS = 3;
    private static final int FEWEST_ITEMS = 10;

    private JoinedSources() {}

    /** The joined files by path. */
    public static Map<String, Context> in(Repository repository) {
        Map<String, List<AnalysedFile>> byFolder = repository
                .files(Language.JAVASCRIPT)
                .filter(file -> !file.facts().items().isEmpty())
                .collect(Collectors.groupingBy(file -> Paths.folder(file.path())));
        Map<String, Context> joined = new HashMap<>();
        byFolder.values().stream()
                .filter(files -> files.size() > FEWEST_PARTS)
                .forEach(files -> files.stream()
                        .filter(file -> isJoined(file, files))
                        .forEach(file -> joined.put(file.path(), Context.GENERATED)));
        return Map.copyOf(joined);
    }

    private static boolean isJoined(AnalysedFile file, List<AnalysedFile> folder) {
        Set<String> all = items(file);
        if (all.size() < FEWEST_ITEMS) {
            return false;
        }
        Set<String> found = new HashSet<>();
        int parts = 0;
        for (AnalysedFile other : folder) {
            Set<String> its = items(other);
            if (its.size() < all.size() && all.containsAll(its)) {
                found.addAll(its);
                parts++;
            }
        }
        return parts >= FEWEST_PARTS && found.size() == all.size();
    }

    private static Set<String> items(AnalysedFile file) {
        return file.facts().items().stream().map(JoinedSources::key).collect(Collectors.toSet());
    }

    private static String key(Item item) {
        return item.name() + ":" + (item.endLine() - item.startLine());
    }
}
