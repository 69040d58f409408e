package dev.upkeep.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Plain data to bytes: small numbers are short, and a string that was written before is a number. */
final class PackedWriter {

    private final Map<String, Integer> known = new HashMap<>();
    private byte[] bytes = new byte[1024];
    private int size;

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void fixed(byte value) {
        grow(1);
        bytes[size++] = value;
    }

    /** Seven bits a byte, the lowest first. Any integer may come; those near zero and not below it are short. */
    void number(int value) {
        grow(5);
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Eight bytes: hashes are evenly spread. */
    void hash(long value) {
        grow(Long.BYTES);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    void flag(boolean value) {
        fixed((byte) (value ? 1 : 0));
    }

    void text(String text) {
        Integer place = known.putIfAbsent(text, known.size() + 1);
        if (place == null) {
            number(0);
            raw(text.getBytes(StandardCharsets.UTF_8));
        } else {
            number(place);
        }
    }

    void raw(byte[] content) {
        number(content.length);
        grow(content.length);
        System.arraycopy(content, 0, bytes, size, content.length);
        size += content.length;
    }

    <T> void all(Collection<T> values, Consumer<T> write) {
        number(values.size());
        values.forEach(write);
    }

    private void grow(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
