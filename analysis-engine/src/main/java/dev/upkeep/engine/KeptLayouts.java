package dev.upkeep.engine;

import dev.upkeep.engine.detect.SymbolicLinks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was made of the paths of trees, by its name, from one analysis to the next. All of it has a limit; the tree that
 * was not seen for the longest goes first. Used by several threads.
 */
final class KeptLayouts {

    /** Of all trees together: what is made of a path takes a few times its room. */
    private static final int MOST_PATHS = 30_000;

    private final Map<Shape, Map<String, Object>> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int paths;

    private record Shape(List<String> paths, SymbolicLinks links) {}

    /** What was made of such a tree so far, to be added to; of one that is too large what is added is not kept. */
    synchronized Map<String, Object> of(List<String> treePaths, SymbolicLinks links) {
        Shape shape = new Shape(treePaths, links);
        Map<String, Object> known = kept.get(shape);
        if (known != null) {
            return known;
        }
        Map<String, Object> fresh = new ConcurrentHashMap<>();
        if (treePaths.size() <= MOST_PATHS) {
            kept.put(shape, fresh);
            paths += treePaths.size();
            dropOldest();
        }
        return fresh;
    }

    private void dropOldest() {
        var eldest = kept.keySet().iterator();
        while (paths > MOST_PATHS && eldest.hasNext()) {
            paths -= eldest.next().paths().size();
            eldest.remove();
        }
    }
}
