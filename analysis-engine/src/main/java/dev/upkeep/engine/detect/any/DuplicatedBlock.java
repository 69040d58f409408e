package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.TokenBlock;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The same tokens in several places. Windows of equal hash are seeds; each is extended line by line for as long as the
 * places stay equal, and reported once, at the first of them. Names and literals must agree: what is reported can be
 * compared by eye.
 */
final class DuplicatedBlock implements RepositoryDetector {

    private static final String RULE = "any/duplicated-block";
    /** What nobody here writes, and what is to be deleted rather than merged. */
    private static final Set<Context> ASIDE = EnumSet.of(Context.GENERATED, Context.VENDORED, Context.UNREACHABLE);

    private static final Pattern VERSION = Pattern.compile("(?<![A-Za-z0-9])v\\d+(?![A-Za-z0-9])");
    private static final int FEWEST_LINES = 12;
    private static final int MOST_PLACES = 20;
    private static final int MOST_REPORTED = 200;

    /** The {@code index}th window of the {@code file}th file. */
    private record Seed(int file, int index) {}

    /** Equal stretches: {@code length} windows from each of the places. */
    private record Clone(List<Seed> places, int length) {}

    /** A clone with the lines of code that it has. */
    private record Sized(Clone stretch, int lines) {}

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<AnalysedFile> files = repository.files().stream()
                .filter(file -> !ASIDE.contains(file.context()))
                .filter(file -> !file.facts().blocks().isEmpty() && !Paths.isMigration(file.path()))
                .toList();
        new Search(files)
                .clones().stream()
                        .filter(clone -> !isOfVersions(files, clone))
                        .map(clone -> new Sized(clone, lines(files, clone)))
                        .filter(sized -> sized.lines() >= FEWEST_LINES)
                        .sorted(Comparator.comparingInt(Sized::lines)
                                .reversed()
                                .thenComparing(sized -> place(
                                        files,
                                        sized.stretch().places().getFirst(),
                                        sized.stretch().length())))
                        .limit(MOST_REPORTED)
                        .forEach(sized -> report(files, sized.stretch(), sink));
    }

    /** Versions of one format, such as {@code v4.rs} and {@code v5.rs}, are frozen copies on purpose. */
    private static boolean isOfVersions(List<AnalysedFile> files, Clone clone) {
        List<String> paths = clone.places().stream()
                .map(seed -> files.get(seed.file()).path())
                .distinct()
                .toList();
        return paths.size() > 1
                && paths.stream()
                                .map(path -> VERSION.matcher(path).replaceAll("v"))
                                .distinct()
                                .count()
                        == 1;
    }

    private static void report(List<AnalysedFile> files, Clone clone, FindingSink sink) {
        Seed first = clone.places().getFirst();
        AnalysedFile file = files.get(first.file());
        List<String> places = clone.places().stream()
                .skip(1)
                .map(seed -> place(files, seed, clone.length()))
                .toList();
        sink.report(Draft.of(
                        RULE,
                        new Location(file.path(), block(files, first).startLine(), end(files, first, clone.length())))
                .with("lines", lines(files, clone))
                .with("copies", clone.places().size())
                .with("otherPlaces", places));
    }

    /** Lines of code, in the place where they are fewest: formatters break lines by what stands around them. */
    private static int lines(List<AnalysedFile> files, Clone clone) {
        return clone.places().stream()
                .mapToInt(seed -> last(files, seed, clone.length()).codeUntilEnd()
                        - block(files, seed).codeBefore())
                .min()
                .orElse(0);
    }

    private static String place(List<AnalysedFile> files, Seed seed, int length) {
        return "%s:%d-%d"
                .formatted(files.get(seed.file()).path(), block(files, seed).startLine(), end(files, seed, length));
    }

    private static TokenBlock block(List<AnalysedFile> files, Seed seed) {
        return files.get(seed.file()).facts().blocks().get(seed.index());
    }

    private static int end(List<AnalysedFile> files, Seed seed, int length) {
        return last(files, seed, length).endLine();
    }

    private static TokenBlock last(List<AnalysedFile> files, Seed seed, int length) {
        return files.get(seed.file()).facts().blocks().get(seed.index() + length - 1);
    }

    /** The search for equal stretches over all files. */
    private static final class Search {

        /** A power of two, well above the windows of large repositories. */
        private static final int BITS = 1 << 24;

        private final List<AnalysedFile> files;
        /** Of all windows of each file, side by side: they are gone through several times. */
        private final List<long[]> hashes;

        private final BitSet repeated;
        private final Map<Long, List<Seed>> byHash = new HashMap<>();
        private final List<BitSet> covered = new ArrayList<>();

        Search(List<AnalysedFile> files) {
            this.files = files;
            this.hashes = files.stream()
                    .map(file -> file.facts().blocks().stream()
                            .mapToLong(TokenBlock::hash)
                            .toArray())
                    .toList();
            this.repeated = repeated(hashes);
            for (int file = 0; file < hashes.size(); file++) {
                covered.add(new BitSet());
                long[] windows = hashes.get(file);
                for (int index = 0; index < windows.length; index++) {
                    if (repeated.get(bit(windows[index]))) {
                        byHash.computeIfAbsent(windows[index], key -> new ArrayList<>(2))
                                .add(new Seed(file, index));
                    }
                }
            }
        }

        /** Bits of the hashes that may come twice. Most windows are alone, and need no place in a map. */
        private static BitSet repeated(List<long[]> hashes) {
            BitSet seen = new BitSet(BITS);
            BitSet repeated = new BitSet(BITS);
            for (long[] windows : hashes) {
                for (long hash : windows) {
                    int bit = bit(hash);
                    if (seen.get(bit)) {
                        repeated.set(bit);
                    }
                    seen.set(bit);
                }
            }
            return repeated;
        }

        private static int bit(long hash) {
            return Long.hashCode(hash) & (BITS - 1);
        }

        List<Clone> clones() {
            List<Clone> clones = new ArrayList<>();
            for (int file = 0; file < hashes.size(); file++) {
                long[] windows = hashes.get(file);
                for (int index = 0; index < windows.length; index++) {
                    if (repeated.get(bit(windows[index])) && !covered.get(file).get(index)) {
                        cloneAt(new Seed(file, index), clones);
                    }
                }
            }
            return clones;
        }

        private void cloneAt(Seed first, List<Clone> clones) {
            List<Seed> same = byHash.getOrDefault(hashes.get(first.file())[first.index()], List.of());
            if (same.size() < 2) {
                return;
            }
            List<Seed> others = same.stream()
                    .filter(seed -> after(first, seed))
                    .filter(seed -> !covered.get(seed.file()).get(seed.index()))
                    .limit(MOST_PLACES)
                    .toList();
            int length = others.stream()
                    .mapToInt(other -> common(first, other))
                    .max()
                    .orElse(0);
            List<Seed> places = new ArrayList<>(List.of(first));
            others.stream().filter(other -> common(first, other) == length).forEach(places::add);
            if (length > 0) {
                places.forEach(place -> covered.get(place.file()).set(place.index(), place.index() + length));
                clones.add(new Clone(List.copyOf(places), length));
            }
        }

        private boolean after(Seed first, Seed other) {
            return other.file() > first.file()
                    || (other.file() == first.file()
                            && block(files, other).startLine()
                                    > block(files, first).endLine());
        }

        /** How many windows in a row are equal, without running into each other. */
        private int common(Seed first, Seed other) {
            int length = 0;
            while (equal(first, other, length) && apart(first, other, length)) {
                length++;
            }
            return length;
        }

        private boolean equal(Seed first, Seed other, int offset) {
            long[] mine = hashes.get(first.file());
            long[] theirs = hashes.get(other.file());
            return first.index() + offset < mine.length
                    && other.index() + offset < theirs.length
                    && mine[first.index() + offset] == theirs[other.index() + offset];
        }

        private boolean apart(Seed first, Seed other, int offset) {
            return first.file() != other.file()
                    || files.get(first.file())
                                    .facts()
                                    .blocks()
                                    .get(first.index() + offset)
                                    .endLine()
                            < block(files, other).startLine();
        }
    }
}
