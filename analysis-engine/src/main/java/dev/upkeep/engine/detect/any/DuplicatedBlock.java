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
import java.util.stream.Stream;

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

    /** One of the equal places, with its lines of code. */
    private record Place(String path, int startLine, int endLine, int codeLines) {

        String written() {
            return "%s:%d-%d".formatted(path, startLine, endLine);
        }
    }

    /**
     * All places of one block.
     *
     * @param places in the order of the files
     */
    private record Block(List<Place> places) {

        /** In the place where they are fewest: formatters break lines by what stands around them. */
        int lines() {
            return places.stream().mapToInt(Place::codeLines).min().orElse(0);
        }

        Place first() {
            return places.getFirst();
        }
    }

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
                        .map(clone -> block(files, clone))
                        .filter(block -> block.lines() >= FEWEST_LINES)
                        .filter(block -> !isOfVersions(block))
                        .sorted(Comparator.comparingInt(Block::lines)
                                .reversed()
                                .thenComparing(block -> block.first().written()))
                        .limit(MOST_REPORTED)
                        .forEach(block -> report(block, sink));
    }

    /** Versions of one format, such as {@code v4.rs} and {@code v5.rs}, are frozen copies on purpose. */
    private static boolean isOfVersions(Block block) {
        List<String> paths = block.places().stream().map(Place::path).distinct().toList();
        return paths.size() > 1
                && paths.stream()
                                .map(path -> VERSION.matcher(path).replaceAll("v"))
                                .distinct()
                                .count()
                        == 1;
    }

    private static void report(Block block, FindingSink sink) {
        Place first = block.first();
        List<String> others =
                block.places().stream().skip(1).map(Place::written).toList();
        sink.report(Draft.of(RULE, new Location(first.path(), first.startLine(), first.endLine()))
                .with("lines", block.lines())
                .with("copies", block.places().size())
                .with("otherPlaces", others));
    }

    private static Block block(List<AnalysedFile> files, Clone clone) {
        return new Block(clone.places().stream()
                .map(seed -> place(files.get(seed.file()), seed.index(), clone.length()))
                .toList());
    }

    private static Place place(AnalysedFile file, int index, int length) {
        TokenBlock first = file.facts().blocks().get(index);
        TokenBlock last = file.facts().blocks().get(index + length - 1);
        return new Place(file.path(), first.startLine(), last.endLine(), last.codeUntilEnd() - first.codeBefore());
    }

    /** The search for equal stretches over all files. */
    private static final class Search {

        /** A power of two, well above the windows of large repositories. */
        private static final int BITS = 1 << 24;
        /**
         * By how many windows places may fall short of the longest: two of four equal places that go on alike for some
         * tokens more are no block of their own. What is reported is what all have in common.
         */
        private static final int MOST_SLACK = 3;

        private static final int SLACK_SHARE = 4;

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
            int longest = others.stream()
                    .mapToInt(other -> common(first, other))
                    .max()
                    .orElse(0);
            if (longest > 0) {
                int enough = longest - Math.min(longest / SLACK_SHARE, MOST_SLACK);
                List<Seed> alike = others.stream()
                        .filter(other -> common(first, other) >= enough)
                        .toList();
                cover(first, longest);
                alike.forEach(other -> cover(other, common(first, other)));
                int length = alike.stream()
                        .mapToInt(other -> common(first, other))
                        .min()
                        .orElse(longest);
                List<Seed> places =
                        Stream.concat(Stream.of(first), alike.stream()).toList();
                clones.add(new Clone(places, length));
            }
        }

        private void cover(Seed place, int length) {
            covered.get(place.file()).set(place.index(), place.index() + length);
        }

        private boolean after(Seed first, Seed other) {
            return other.file() > first.file()
                    || (other.file() == first.file()
                            && window(other).startLine() > window(first).endLine());
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
                            < window(other).startLine();
        }

        private TokenBlock window(Seed seed) {
            return files.get(seed.file()).facts().blocks().get(seed.index());
        }
    }
}
