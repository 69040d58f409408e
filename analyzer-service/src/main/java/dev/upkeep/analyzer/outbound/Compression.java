package dev.upkeep.analyzer.outbound;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Deflate, fast rather than small. */
final class Compression {

    private Compression() {}

    static byte[] pack(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED);
                OutputStream output = new DeflaterOutputStream(packed, deflater)) {
            output.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return packed.toByteArray();
    }

    /** The content; empty where the bytes are not what {@link #pack} made. */
    static Optional<byte[]> unpack(byte[] packed) {
        try (InputStream input = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return Optional.of(input.readAllBytes());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
