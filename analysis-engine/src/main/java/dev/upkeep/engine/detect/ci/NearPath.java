package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import java.util.List;
import java.util.Optional;

/** The one file of a folder whose name differs from a given one by a slip of the pen. */
final class NearPath {

    private static final int MOST_SLIPS = 2;
    /** Shorter names are near to many. */
    private static final int SHORTEST = 8;

    private NearPath() {}

    static Optional<String> of(Repository repository, String given) {
        String name = Paths.name(given);
        List<String> near = repository.files().stream()
                .map(AnalysedFile::path)
                .filter(path -> Paths.folder(path).equals(Paths.folder(given)))
                .filter(path -> name.length() >= SHORTEST && slips(name, Paths.name(path)) <= MOST_SLIPS)
                .toList();
        return near.size() == 1 ? Optional.of(near.getFirst()) : Optional.empty();
    }

    /** How many signs have to be added, dropped or changed. */
    private static int slips(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
