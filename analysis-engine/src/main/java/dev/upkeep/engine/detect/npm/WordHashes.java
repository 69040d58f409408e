package dev.upkeep.engine.detect.npm;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The words of a text, as no more than a hash of each: most names do not stand in most texts, and that is known without the
 * text. A word is a run of letters and digits of ASCII, underscores and dashes.
 */
final class WordHashes {

    /** In order, each once. */
    private final int[] sorted;

    private WordHashes(int[] sorted) {
        this.sorted = sorted;
    }

    static WordHashes of(String text) {
        return new WordHashes(hashes(text).sorted().distinct().toArray());
    }

    /** Whether all words of the name are words of the text; then the name may stand there, else it does not. */
    boolean mayHold(String name) {
        return hashes(name).allMatch(hash -> Arrays.binarySearch(sorted, hash) >= 0);
    }

    private static IntStream hashes(String text) {
        IntStream.Builder found = IntStream.builder();
        int hash = 0;
        boolean within = false;
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if (isOfWord(each)) {
                hash = 31 * hash + each;
                within = true;
            } else if (within) {
                found.add(hash);
                hash = 0;
                within = false;
            }
        }
        if (within) {
            found.add(hash);
        }
        return found.build();
    }

    static boolean isOfWord(char each) {
        return each == '_' || each == '-' || (each < 128 && Character.isLetterOrDigit(each));
    }
}
