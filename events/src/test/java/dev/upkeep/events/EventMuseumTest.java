package dev.upkeep.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Messages that were once sent must be readable for ever. The museum is append-only: the catalogue holds the digest of
 * each exhibit, {@code -Dsnapshots=update} adds new ones to it and never changes a line that is there.
 */
class EventMuseumTest {

    private static final Path CATALOGUE = Exhibits.MUSEUM.resolve("catalogue.txt");

    private final EventCodec codec = new EventCodec();
    private final JsonMapper mapper = new JsonMapper();

    @TestFactory
    Stream<DynamicTest> anOldMessageIsReadAndWrittenBackWithoutLoss() throws IOException {
        return exhibits().stream()
                .map(exhibit -> DynamicTest.dynamicTest(
                        Exhibits.MUSEUM.relativize(exhibit).toString(), () -> survives(exhibit)));
    }

    @TestFactory
    Stream<DynamicTest> everyTypeHasAnExhibit() {
        return Arrays.stream(EventType.values())
                .map(type -> DynamicTest.dynamicTest(
                        type.typeName(),
                        () -> assertThat(exhibits())
                                .anyMatch(file -> typeName(file).equals(type.typeName()))));
    }

    @Test
    void everyRecordOfASealedTypeHasAnEventType() {
        assertThat(records(Event.class))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .<Class<?>>map(EventType::eventClass)
                        .toList());
    }

    @Test
    void noExhibitWasChangedOrTakenAway() throws IOException {
        Map<String, String> today = new TreeMap<>();
        for (Path exhibit : exhibits()) {
            today.put(Exhibits.MUSEUM.relativize(exhibit).toString().replace('\\', '/'), digest(exhibit));
        }
        if (Snapshot.updating()) {
            addNewOnes(today);
        }
        assertThat(catalogue()).as("exhibits are only ever added").isEqualTo(today);
    }

    private void survives(Path exhibit) throws Exception {
        EventType type = EventType.named(typeName(exhibit)).orElseThrow();
        Event event = codec.decode(type, Files.readAllBytes(exhibit));
        JsonNode written = mapper.readTree(codec.encode(event));
        assertThat(lost(mapper.readTree(exhibit.toFile()), written, "")).isEmpty();
    }

    private static String typeName(Path exhibit) {
        return Exhibits.MUSEUM.relativize(exhibit).getName(0).toString();
    }

    /** What the original says and the copy does not; what the copy says beyond it is no loss. */
    private static List<String> lost(JsonNode original, JsonNode copy, String at) {
        if (original.isObject() && copy.isObject()) {
            return original.propertyStream()
                    .flatMap(field ->
                            lost(field.getValue(), copy.path(field.getKey()), at + "/" + field.getKey()).stream())
                    .toList();
        }
        if (original.isArray() && copy.size() == original.size()) {
            return Stream.iterate(0, i -> i < original.size(), i -> i + 1)
                    .flatMap(i -> lost(original.get(i), copy.get(i), at + "/" + i).stream())
                    .toList();
        }
        boolean same = (original.isNumber() && copy.isNumber())
                ? original.decimalValue().compareTo(copy.decimalValue()) == 0
                : original.equals(copy);
        return same ? List.of() : List.of(at + ": " + original + " became " + copy);
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventMuseumTest::records)
                : Stream.of(type);
    }

    private static List<Path> exhibits() throws IOException {
        try (Stream<Path> files = Files.walk(Exhibits.MUSEUM)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> catalogue() throws IOException {
        if (!Files.exists(CATALOGUE)) {
            return new TreeMap<>();
        }
        return Files.readAllLines(CATALOGUE).stream()
                .map(line -> line.split(" {2}", 2))
                .collect(Collectors.toMap(line -> line[1], line -> line[0], (a, _) -> a, TreeMap::new));
    }

    private static void addNewOnes(Map<String, String> today) throws IOException {
        Map<String, String> lines = new TreeMap<>(today);
        lines.putAll(catalogue());
        Files.writeString(
                CATALOGUE,
                lines.entrySet().stream()
                        .map(line -> line.getValue() + "  " + line.getKey() + "\n")
                        .collect(Collectors.joining()));
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
