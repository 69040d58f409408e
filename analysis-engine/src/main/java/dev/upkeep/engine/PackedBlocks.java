package dev.upkeep.engine;

import dev.upkeep.engine.facts.FileFacts.TokenBlock;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The token windows of one file in two arrays. Large repositories have half a million of them, more than all other facts
 * together: as objects they would be most of what the collector has to go through.
 */
final class PackedBlocks extends AbstractList<TokenBlock> implements RandomAccess {

    private static final int PLACES = 4;

    private final long[] hashes;
    private final int[] places;

    private PackedBlocks(long[] hashes, int[] places) {
        this.hashes = hashes;
        this.places = places;
    }

    static void write(List<TokenBlock> blocks, PackedWriter to) {
        to.all(blocks, block -> {
            to.hash(block.hash());
            to.number(block.startLine());
            to.number(block.endLine());
            to.number(block.codeBefore());
            to.number(block.codeUntilEnd());
        });
    }

    static List<TokenBlock> read(PackedReader from) {
        int size = from.size();
        if (size == 0) {
            return List.of();
        }
        long[] hashes = new long[size];
        int[] places = new int[size * PLACES];
        for (int index = 0; index < size; index++) {
            hashes[index] = from.hash();
            for (int place = 0; place < PLACES; place++) {
                places[index * PLACES + place] = from.number();
            }
        }
        return new PackedBlocks(hashes, places);
    }

    @Override
    public TokenBlock get(int index) {
        int at = index * PLACES;
        return new TokenBlock(hashes[index], places[at], places[at + 1], places[at + 2], places[at + 3]);
    }

    @Override
    public int size() {
        return hashes.length;
    }
}
