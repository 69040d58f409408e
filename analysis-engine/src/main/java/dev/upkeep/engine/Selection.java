package dev.upkeep.engine;

import dev.upkeep.engine.AnalysisResult.Skipped;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.PathContexts;
import dev.upkeep.engine.source.SourceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * Which entries are looked into, and why the others are not.
 *
 * @param chosen files to read
 * @param skipped the others; vendored folders as one line each
 */
record Selection(List<SourceEntry> chosen, List<Skipped> skipped) {

    /** Larger files are data, whatever their name says. */
    private static final long LARGEST_FILE = 8L << 20;

    static Selection of(List<SourceEntry> entries, Settings settings) {
        List<FastIgnoreRule> ignored =
                settings.ignoredPaths().stream().map(FastIgnoreRule::new).toList();
        List<SourceEntry> chosen = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        Map<String, Integer> vendored = new TreeMap<>();
        Set<String> withPackages = entries.stream()
                .filter(entry -> entry.isNamed("Cargo.toml"))
                .flatMap(entry -> PathContexts.vendoredFolder(entry.path()).stream())
                .collect(Collectors.toSet());
        for (SourceEntry entry : entries) {
            Optional<String> folder = PathContexts.vendoredFolder(entry.path())
                    .filter(each -> withPackages.contains(each) || !PathContexts.isRustModule(entry.path()));
            Optional<String> reason = reason(entry, ignored);
            if (folder.isPresent()) {
                vendored.merge(folder.get(), 1, Integer::sum);
            } else if (reason.isPresent()) {
                skipped.add(new Skipped(entry.path(), reason.get()));
            } else {
                chosen.add(entry);
            }
        }
        vendored.forEach((folder, files) ->
                skipped.add(new Skipped(folder + "/", "vendored: %,d files not analysed".formatted(files))));
        return new Selection(List.copyOf(chosen), List.copyOf(skipped));
    }

    private static Optional<String> reason(SourceEntry entry, List<FastIgnoreRule> ignored) {
        return switch (entry.kind()) {
            case SYMLINK -> Optional.of("a link; links are not followed");
            case SUBMODULE -> Optional.of("a submodule; submodules are not read");
            case FILE, EXECUTABLE -> reasonOfFile(entry, ignored);
        };
    }

    private static Optional<String> reasonOfFile(SourceEntry entry, List<FastIgnoreRule> ignored) {
        if (entry.size() > LARGEST_FILE) {
            return Optional.of("larger than 8 MiB (%,d bytes)".formatted(entry.size()));
        }
        return ignored.stream().anyMatch(rule -> rule.isMatch(entry.path(), false, false))
                ? Optional.of("ignored by .upkeep.yaml")
                : Optional.empty();
    }
}
