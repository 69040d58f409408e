package dev.upkeep.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Real messages for tests, from the museum. */
final class Exhibits {

    static final Path MUSEUM = Path.of("museum");

    private Exhibits() {}

    static Event read(EventType type, String name) throws IOException, MalformedEventException {
        return new EventCodec().decode(type, bytes(type, name));
    }

    static byte[] bytes(EventType type, String name) throws IOException {
        return Files.readAllBytes(MUSEUM.resolve(type.typeName()).resolve(name + ".json"));
    }
}
