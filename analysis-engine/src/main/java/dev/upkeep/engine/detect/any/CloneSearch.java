package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.facts.TokenBlocks;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The search for equal stretches of tokens over all files: windows of equal hash are seeds, and each is extended. */
final class CloneSearch {

    /** The {@code index}th window of the {@code file}th file. */
    record Seed(int file, int index) {}

    /**
     * Equal stretches: {@code length} windows from each of the places.
     *
     * @param kin where it begins alike besides
     */
    record Clone(List<Seed> places, int length, List<Seed> kin) {}

    private static final int MOST_PLACES = 20;

    /** A power of two, well above the windows of large repositories. */
    private static final int BITS = 1 << 24;
    /**
     * By how many windows places may fall short of the longest: two of four equal places that go on alike for some
     * tokens more are no block of their own. What is reported is what all have in common.
     */
    private static final int MOST_SLACK = 3;

    private static final int SLACK_SHARE = 4;

    /** Of each file. */
    private final List<TokenBlocks> files;

    private final BitSet repeated;
    private final Map<Long, List<Seed>> byHash = new HashMap<>();
    private final List<BitSet> covered = new ArrayList<>();

    CloneSearch(List<AnalysedFile> searched) {
        this.files = searched.stream().map(file -> file.facts().blocks()).toList();
        this.repeated = repeated(files);
        for (int file = 0; file < files.size(); file++) {
            covered.add(new BitSet());
            TokenBlocks windows = files.get(file);
            for (int index = 0; index < windows.size(); index++) {
                if (repeated.get(bit(windows.hash(index)))) {
                    byHash.computeIfAbsent(windows.hash(index), key -> new ArrayList<>(2))
                            .add(new Seed(file, index));
                }
            }
        }
    }

    /** Bits of the hashes that may come twice. Most windows are alone, and need no place in a map. */
    private static BitSet repeated(List<TokenBlocks> files) {
        BitSet seen = new BitSet(BITS);
        BitSet repeated = new BitSet(BITS);
        for (TokenBlocks windows : files) {
            for (int index = 0; index < windows.size(); index++) {
                int bit = bit(windows.hash(index));
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
        for (int file = 0; file < files.size(); file++) {
            TokenBlocks windows = files.get(file);
            for (int index = 0; index < windows.size(); index++) {
                if (repeated.get(bit(windows.hash(index))) && !covered.get(file).get(index)) {
                    cloneAt(new Seed(file, index), clones);
                }
            }
        }
        return clones;
    }

    private void cloneAt(Seed first, List<Clone> clones) {
        List<Seed> same = byHash.getOrDefault(files.get(first.file()).hash(first.index()), List.of());
        if (same.size() < 2) {
            return;
        }
        List<Seed> others = same.stream()
                .filter(seed -> after(first, seed))
                .filter(seed -> !covered.get(seed.file()).get(seed.index()))
                .limit(MOST_PLACES)
                .toList();
        int longest =
                others.stream().mapToInt(other -> common(first, other)).max().orElse(0);
        if (longest > 0) {
            int enough = longest - Math.min(longest / SLACK_SHARE, MOST_SLACK);
            List<Seed> alike = others.stream()
                    .filter(other -> common(first, other) >= enough)
                    .toList();
            int length =
                    alike.stream().mapToInt(other -> common(first, other)).min().orElse(longest);
            List<Seed> told = told(first, same, alike, length);
            cover(first, longest);
            alike.forEach(other -> cover(other, common(first, other)));
            List<Seed> places = Stream.of(Stream.of(first), alike.stream(), told.stream())
                    .flatMap(each -> each)
                    .toList();
            List<Seed> kin = same.stream()
                    .filter(seed -> !places.contains(seed))
                    .limit(MOST_PLACES)
                    .toList();
            clones.add(new Clone(places, length, kin));
        }
    }

    /** Places of these lines that were told of already, as a part of something longer: they are copies as well. */
    private List<Seed> told(Seed first, List<Seed> same, List<Seed> alike, int length) {
        List<Seed> places = new ArrayList<>(alike);
        places.add(first);
        List<Seed> told = new ArrayList<>();
        for (Seed seed : same) {
            boolean equal = covered.get(seed.file()).get(seed.index())
                    && IntStream.range(0, length).allMatch(offset -> equal(first, seed, offset))
                    && places.stream().allMatch(place -> liesApart(seed, place, length));
            if (equal && places.size() <= MOST_PLACES) {
                places.add(seed);
                told.add(seed);
            }
        }
        return told;
    }

    private boolean liesApart(Seed one, Seed other, int length) {
        return one.file() != other.file() || end(one, length) < startLine(other) || end(other, length) < startLine(one);
    }

    private int end(Seed seed, int length) {
        return files.get(seed.file()).endLine(seed.index() + length - 1);
    }

    private void cover(Seed place, int length) {
        covered.get(place.file()).set(place.index(), place.index() + length);
    }

    private boolean after(Seed first, Seed other) {
        return other.file() > first.file() || (other.file() == first.file() && startLine(other) > end(first, 1));
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
        TokenBlocks mine = files.get(first.file());
        TokenBlocks theirs = files.get(other.file());
        return first.index() + offset < mine.size()
                && other.index() + offset < theirs.size()
                && mine.hash(first.index() + offset) == theirs.hash(other.index() + offset);
    }

    private boolean apart(Seed first, Seed other, int offset) {
        return first.file() != other.file() || end(first, offset + 1) < startLine(other);
    }

    private int startLine(Seed seed) {
        return files.get(seed.file()).startLine(seed.index());
    }
}
