package dev.upkeep.engine.source;

import dev.upkeep.engine.source.SourceEntry.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A source tree that lies nowhere: paths and their content. Not for several threads while files are added. */
public final class InMemoryTree implements SourceTree {

    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private final TreeMap<String, String> links = new TreeMap<>();
    private final TreeSet<String> submodules = new TreeSet<>();

    public static InMemoryTree of(Map<String, String> files) {
        InMemoryTree tree = new InMemoryTree();
        files.forEach((path, text) -> tree.with(path, text.getBytes(StandardCharsets.UTF_8)));
        return tree;
    }

    public InMemoryTree with(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    /** Adds a link that holds this text, in place of a file. */
    public InMemoryTree withLink(String path, String target) {
        files.remove(path);
        links.put(path, target);
        return this;
    }

    /** Adds a submodule, of which a tree holds nothing but the path. */
    public InMemoryTree withSubmodule(String path) {
        submodules.add(path);
        return this;
    }

    @Override
    public List<SourceEntry> entries() {
        Stream<SourceEntry> contents = Stream.concat(
                files.entrySet().stream()
                        .map(file -> new SourceEntry(
                                file.getKey(),
                                "blob-" + Arrays.hashCode(file.getValue()),
                                file.getValue().length,
                                Kind.FILE)),
                links.entrySet().stream()
                        .map(link -> new SourceEntry(
                                link.getKey(), "link-" + link.getValue().hashCode(), 0, Kind.SYMLINK)));
        return Stream.concat(
                        contents, submodules.stream().map(path -> new SourceEntry(path, "commit", 0, Kind.SUBMODULE)))
                .sorted(Comparator.comparing(SourceEntry::path))
                .toList();
    }

    @Override
    public Optional<String> target(SourceEntry link) {
        return Optional.ofNullable(links.get(link.path()));
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
