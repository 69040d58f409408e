package dev.upkeep.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads what a {@link PackedWriter} wrote. Bytes that are something else end in some {@link RuntimeException}. */
final class PackedReader {

    private final List<String> known = new ArrayList<>();
    private final byte[] bytes;
    private int at;

    PackedReader(byte[] bytes) {
        this.bytes = bytes;
    }

    byte fixed() {
        return bytes[at++];
    }

    int number() {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalStateException("a number without end");
    }

    long hash() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            value |= (bytes[at++] & 0xFFL) << shift;
        }
        return value;
    }

    boolean flag() {
        return bytes[at++] != 0;
    }

    String text() {
        int place = number();
        if (place > 0) {
            return known.get(place - 1);
        }
        int length = size();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        known.add(text);
        return text;
    }

    byte[] raw() {
        int length = size();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    <T> List<T> all(Supplier<T> read) {
        int size = size();
        if (size == 0) {
            return List.of();
        }
        List<T> values = new ArrayList<>(size);
        for (int count = 0; count < size; count++) {
            values.add(read.get());
        }
        return Collections.unmodifiableList(values);
    }

    /** In the order in which they were written. */
    Set<String> texts() {
        int size = size();
        if (size == 0) {
            return Set.of();
        }
        Set<String> texts = LinkedHashSet.newLinkedHashSet(size);
        for (int count = 0; count < size; count++) {
            texts.add(text());
        }
        return Collections.unmodifiableSet(texts);
    }

    /** How many bytes or values follow: none is shorter than a byte, so a number that is too large is caught here. */
    int size() {
        int size = number();
        if (size < 0 || size > bytes.length - at) {
            throw new IllegalStateException("more than there is");
        }
        return size;
    }
}
