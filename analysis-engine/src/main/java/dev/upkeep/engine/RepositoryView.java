package dev.upkeep.engine;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.SymbolicLinks;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The repository as repository-level rules see it: the results of the file pass over the tree. Rules on several threads
 * may ask at the same time; a model is built once.
 */
final class RepositoryView implements Repository {

    private static final int LARGEST_TEXT = 32 << 20;

    private final SourceTree tree;
    private final List<SourceEntry> entries;
    private final TreeMap<String, SourceEntry> entriesByPath;
    private final List<AnalysedFile> files;
    private final Map<String, AnalysedFile> filesByPath;
    private final History history;
    private final Settings settings;
    private final Kept kept;
    private final Map<String, Optional<String>> texts;
    private final Map<String, Built> settledModels;
    private final Map<String, Built> models = new ConcurrentHashMap<>();
    /** Made when first asked for: several rules want the few files with links of their own kind. */
    private volatile @Nullable Map<String, List<AnalysedFile>> byLink;

    RepositoryView(SourceTree tree, List<AnalysedFile> files, History history, Settings settings, Kept kept) {
        this.tree = tree;
        this.entries = List.copyOf(tree.entries());
        this.files = List.copyOf(files);
        this.history = history;
        this.settings = settings;
        this.kept = kept;
        this.filesByPath = files.stream().collect(Collectors.toMap(AnalysedFile::path, Function.identity()));
        this.entriesByPath = new TreeMap<>();
        entries.forEach(entry -> entriesByPath.put(entry.path(), entry));
        this.texts = new ConcurrentHashMap<>();
        this.settledModels = new ConcurrentHashMap<>();
    }

    /** The same repository when more is known of its files: what was read and what is settled stays. */
    private RepositoryView(RepositoryView before, List<AnalysedFile> files) {
        this.tree = before.tree;
        this.entries = before.entries;
        this.files = List.copyOf(files);
        this.history = before.history;
        this.settings = before.settings;
        this.kept = before.kept;
        this.filesByPath = files.stream().collect(Collectors.toMap(AnalysedFile::path, Function.identity()));
        this.entriesByPath = before.entriesByPath;
        this.texts = before.texts;
        this.settledModels = before.settledModels;
    }

    /** This repository with its files in these contexts, where one is given. */
    RepositoryView with(Map<String, Context> contexts) {
        return new RepositoryView(
                this,
                files.stream()
                        .map(file -> FindingAssembler.merged(file, contexts))
                        .toList());
    }

    @Override
    public List<SourceEntry> entries() {
        return entries;
    }

    @Override
    public List<AnalysedFile> files() {
        return files;
    }

    @Override
    public List<AnalysedFile> linking(String kind) {
        Map<String, List<AnalysedFile>> known = byLink;
        if (known == null) {
            known = byLink();
            byLink = known;
        }
        return known.getOrDefault(kind, List.of());
    }

    private Map<String, List<AnalysedFile>> byLink() {
        Map<String, List<AnalysedFile>> found = new HashMap<>();
        for (AnalysedFile file : files) {
            for (Link link : file.facts().links()) {
                List<AnalysedFile> same = found.computeIfAbsent(link.kind(), key -> new ArrayList<>());
                if (same.isEmpty() || !same.getLast().path().equals(file.path())) {
                    same.add(file);
                }
            }
        }
        return found;
    }

    @Override
    public Optional<AnalysedFile> file(String path) {
        return Optional.ofNullable(filesByPath.get(path));
    }

    @Override
    public boolean exists(String path) {
        String clean = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (clean.isEmpty() || entriesByPath.containsKey(clean)) {
            return true;
        }
        String below = entriesByPath.higherKey(clean + "/");
        return below != null && below.startsWith(clean + "/");
    }

    @Override
    public Optional<String> text(String path) {
        return texts.computeIfAbsent(path, this::read);
    }

    @Override
    public <T> Optional<T> read(Reading<T> reading, String path) {
        SourceEntry entry = entriesByPath.get(path);
        if (entry == null) {
            return Optional.empty();
        }
        Optional<T> known = kept.readings().find(reading, path, entry.blobId());
        if (known.isPresent()) {
            return known;
        }
        Optional<T> fresh = Repository.super.read(reading, path);
        fresh.ifPresent(value -> kept.readings().keep(reading, path, entry.blobId(), value, entry.size()));
        return fresh;
    }

    @Override
    public Optional<String> target(String path) {
        SourceEntry entry = entriesByPath.get(path);
        if (entry == null || entry.kind() != SourceEntry.Kind.SYMLINK) {
            return Optional.empty();
        }
        try {
            return tree.target(entry)
                    .filter(target -> !target.startsWith("/"))
                    .flatMap(target -> Paths.resolve(entry.folder(), target));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    @SuppressWarnings("unchecked") // a model's name is bound to its type
    public <T> T model(Model<T> model) {
        Map<String, Built> known = model.settled() ? settledModels : models;
        return (T) known.computeIfAbsent(model.name(), name -> new Built())
                .value(() -> model.build().apply(this));
    }

    @Override
    @SuppressWarnings("unchecked") // a layout's name is bound to its type
    public <T> T layout(Layout<T> layout) {
        SymbolicLinks links = model(SymbolicLinks.MODEL);
        List<String> paths = List.copyOf(entriesByPath.keySet());
        return (T) kept.layouts()
                .of(paths, links)
                .computeIfAbsent(layout.name(), name -> layout.make().apply(paths, links));
    }

    /**
     * A model: made by the first that asks, while others wait. A model may ask for models; none of those asks for it in
     * turn, which would never end on one thread either, so that nobody waits for ever.
     */
    private static final class Built {

        private @Nullable Object value;

        synchronized Object value(Supplier<Object> build) {
            Object known = value;
            if (known == null) {
                known = build.get();
                value = known;
            }
            return known;
        }
    }

    private Optional<String> read(String path) {
        SourceEntry entry = entriesByPath.get(path);
        if (entry == null || !entry.readable() || entry.size() > LARGEST_TEXT) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(tree.read(entry), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
