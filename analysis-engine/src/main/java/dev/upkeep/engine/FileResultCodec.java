package dev.upkeep.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.smile.databind.SmileMapper;
import dev.upkeep.engine.FileResult.Ignore;
import dev.upkeep.engine.FileResult.Sighting;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * File results to bytes and back, for the cache. Every push reads the results of all files, so what most of them hold is
 * packed by hand, which takes a third of the time of Smile, the binary form of JSON; the sightings, which few have and
 * which carry figures of any shape, are Smile. Thread-safe.
 */
final class FileResultCodec {

    /** Begins every result: no result of an older version, which was Smile as a whole, begins so. */
    private static final byte FORMAT = 3;

    private final ObjectMapper mapper = SmileMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private final ObjectReader sightings = mapper.readerForListOf(Sighting.class);

    byte[] encode(FileResult result) {
        PackedWriter to = new PackedWriter();
        to.fixed(FORMAT);
        to.text(result.language().name());
        to.text(result.context().name());
        write(result.sightings(), to);
        FactsCodec.write(result.facts(), to);
        to.all(result.ignores(), ignore -> {
            to.number(ignore.line());
            to.number(ignore.until());
            to.text(ignore.rule());
            to.text(ignore.reason());
        });
        String skipped = result.skipped();
        to.flag(skipped != null);
        if (skipped != null) {
            to.text(skipped);
        }
        to.all(result.problems(), to::text);
        return to.toBytes();
    }

    private void write(List<Sighting> found, PackedWriter to) {
        try {
            to.raw(found.isEmpty() ? new byte[0] : mapper.writeValueAsBytes(found));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sighting is plain data", e);
        }
    }

    /** The result in these bytes; empty where they are none, as from an older version: it is then computed again. */
    Optional<FileResult> decode(byte[] bytes) {
        try {
            PackedReader from = new PackedReader(bytes);
            return from.fixed() == FORMAT ? Optional.of(read(from)) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private FileResult read(PackedReader from) throws IOException {
        return new FileResult(
                Language.valueOf(from.text()),
                Context.valueOf(from.text()),
                sightings(from.raw()),
                FactsCodec.read(from),
                from.all(() -> new Ignore(from.number(), from.number(), from.text(), from.text())),
                skipped(from),
                from.all(from::text));
    }

    private List<Sighting> sightings(byte[] smile) throws IOException {
        return smile.length == 0 ? List.of() : sightings.readValue(smile);
    }

    private static @Nullable String skipped(PackedReader from) {
        return from.flag() ? from.text() : null;
    }
}
