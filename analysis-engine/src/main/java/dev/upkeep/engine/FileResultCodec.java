package dev.upkeep.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.smile.databind.SmileMapper;
import java.io.IOException;
import java.util.Optional;

/** File results to bytes and back, for the cache: Smile, the binary form of JSON. Thread-safe. */
final class FileResultCodec {

    private final ObjectMapper mapper = SmileMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    byte[] encode(FileResult result) {
        try {
            return mapper.writeValueAsBytes(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a file result is plain data", e);
        }
    }

    /** The result in these bytes; empty where they are none, as from an older version: it is then computed again. */
    Optional<FileResult> decode(byte[] bytes) {
        try {
            return Optional.ofNullable(mapper.readValue(bytes, FileResult.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
