package dev.upkeep.engine.source;

import dev.upkeep.engine.source.SourceEntry.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A source tree that lies nowhere: paths and their content. Not for several threads while files are added. */
public final class InMemoryTree implements SourceTree {

    private final TreeMap<String, byte[]> files = new TreeMap<>();

    public static InMemoryTree of(Map<String, String> files) {
        InMemoryTree tree = new InMemoryTree();
        files.forEach((path, text) -> tree.with(path, text.getBytes(StandardCharsets.UTF_8)));
        return tree;
    }

    public InMemoryTree with(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    @Override
    public List<SourceEntry> entries() {
        return files.entrySet().stream()
                .map(file -> new SourceEntry(
                        file.getKey(), "blob-" + Arrays.hashCode(file.getValue()), file.getValue().length, Kind.FILE))
                .toList();
    }

    @Override
    public byte[] read(SourceEntry entry) throws IOException {
        byte[] content = files.get(entry.path());
        if (content == null) {
            throw new IOException("no such file");
        }
        return content;
    }
}
