package dev.upkeep.engine.facts;

import java.util.Arrays;

/**
 * The windows of tokens of one file that may be repeated elsewhere, in source order: equal hashes of 64 bits are taken for
 * equal tokens. In two arrays: large repositories have half a million of them, more than all other facts together, and as
 * objects they would be most of what the collector has to go through. Immutable.
 */
public final class TokenBlocks {

    /** Of a file in which nobody looked for them. */
    public static final TokenBlocks NONE = new TokenBlocks(new long[0], new int[0]);

    private static final int PLACES = 4;

    private final long[] hashes;
    private final int[] places;

    private TokenBlocks(long[] hashes, int[] places) {
        this.hashes = hashes;
        this.places = places;
    }

    /** Puts them together. Confined to one thread. */
    public static final class Builder {

        private static final int FEWEST = 16;

        private long[] hashes;
        private int[] places;
        private int size;

        /** @param expected how many there will be, as far as that is known */
        public Builder(int expected) {
            this.hashes = new long[expected];
            this.places = new int[expected * PLACES];
        }

        /**
         * Adds a window behind the others.
         *
         * @param codeBefore how many lines of code the file has before it: imports and attributes are none
         * @param codeUntilEnd how many it has up to the end of it
         */
        public void add(long hash, int startLine, int endLine, int codeBefore, int codeUntilEnd) {
            if (size == hashes.length) {
                int room = Math.max(FEWEST, size * 2);
                hashes = Arrays.copyOf(hashes, room);
                places = Arrays.copyOf(places, room * PLACES);
            }
            hashes[size] = hash;
            int at = size * PLACES;
            places[at] = startLine;
            places[at + 1] = endLine;
            places[at + 2] = codeBefore;
            places[at + 3] = codeUntilEnd;
            size++;
        }

        /** What was added so far. */
        public TokenBlocks build() {
            return size == 0
                    ? NONE
                    : new TokenBlocks(Arrays.copyOf(hashes, size), Arrays.copyOf(places, size * PLACES));
        }
    }

    public boolean isEmpty() {
        return hashes.length == 0;
    }

    public int size() {
        return hashes.length;
    }

    /** Of the window at this index, as all that follow. */
    public long hash(int index) {
        return hashes[index];
    }

    public int startLine(int index) {
        return places[index * PLACES];
    }

    public int endLine(int index) {
        return places[index * PLACES + 1];
    }

    /** How many lines of code the file has before it: imports and attributes are none. */
    public int codeBefore(int index) {
        return places[index * PLACES + 2];
    }

    /** How many lines of code the file has up to the end of it. */
    public int codeUntilEnd(int index) {
        return places[index * PLACES + 3];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenBlocks blocks
                && Arrays.equals(hashes, blocks.hashes)
                && Arrays.equals(places, blocks.places);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }
}
