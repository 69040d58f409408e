package dev.upkeep.analyzer.outbound.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How large a mirror is on disk: its packs, the half-written ones included, are all that counts. */
final class MirrorSize {

    private MirrorSize() {}

    /** In bytes; 0 where there are no packs yet. */
    static long of(Path mirror) {
        try (Stream<Path> files = Files.list(mirror.resolve("objects").resolve("pack"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException _) {
            return 0;
        }
    }
}
