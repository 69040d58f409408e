package dev.upkeep.benchmarks;

import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.Languages;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceEntry.Kind;
import dev.upkeep.engine.source.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder read into memory once, so that what is measured is the engine and not the disk. */
final class FolderTree implements SourceTree {

    private static final long LARGEST_FILE = 8L << 20;

    private final Map<String, byte[]> files;
    private final List<SourceEntry> entries;

    private FolderTree(Map<String, byte[]> files) {
        this.files = files;
        this.entries = files.entrySet().stream()
                .map((Map.Entry<String, byte[]> file) -> new SourceEntry(
                        file.getKey(),
                        Integer.toHexString(Arrays.hashCode(file.getValue())),
                        file.getValue().length,
                        Kind.FILE))
                .toList();
    }

    static FolderTree read(Path folder) throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter(path -> Files.isRegularFile(path) && wanted(folder.relativize(path)))
                    .forEach(path -> files.put(folder.relativize(path).toString(), bytes(path)));
        }
        return new FolderTree(files);
    }

    /** The same tree with these files changed by a comment, as a push would change them. */
    FolderTree withChanged(int count) {
        TreeMap<String, byte[]> changed = new TreeMap<>(files);
        files.entrySet().stream()
                .filter(file -> file.getKey().matches(".*\\.(rs|[jt]sx?|java|py|go)"))
                .limit(count)
                .forEach(file -> changed.put(file.getKey(), appended(file.getValue())));
        return new FolderTree(changed);
    }

    /** The files of one language alone. */
    FolderTree only(Language language) {
        TreeMap<String, byte[]> chosen = new TreeMap<>(files);
        chosen.entrySet().removeIf(file -> Languages.of(file.getKey(), file.getValue()) != language);
        return new FolderTree(chosen);
    }

    long bytes() {
        return files.values().stream().mapToLong(content -> content.length).sum();
    }

    @Override
    public List<SourceEntry> entries() {
        return entries;
    }

    @Override
    public byte[] read(SourceEntry entry) throws IOException {
        byte[] content = files.get(entry.path());
        if (content == null) {
            throw new IOException("not in the folder");
        }
        return content;
    }

    private static boolean wanted(Path path) {
        for (Path part : path) {
            if (part.toString().equals(".git") || part.toString().equals("target")) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.size(path) > LARGEST_FILE ? new byte[0] : Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] appended(byte[] content) {
        byte[] more = Arrays.copyOf(content, content.length + 1);
        more[content.length] = '\n';
        return more;
    }
}
