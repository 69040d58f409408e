package dev.upkeep.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published schema and the reader know the same keys and values. */
class SettingsSchemaTest {

    private static final Path HOME = Path.of(System.getProperty("upkeep.home", ".."));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT =
            read("report-service/src/main/resources/dev/upkeep/report/schemas/upkeep.v1.json");
    private static final JsonNode SCHEMA = tree(TEXT);
    private static final Schema VALIDATOR = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT);

    /** A map of the file: where it stands, what opens it, and its schema. */
    private record Level(String name, String opening, String indent, JsonNode schema) {}

    private static List<Level> levels() {
        JsonNode all = SCHEMA.get("properties");
        return List.of(
                new Level("the file", "", "", SCHEMA),
                new Level("targets", "targets:\n", "  ", all.get("targets")),
                new Level("thresholds", "thresholds:\n", "  ", all.get("thresholds")),
                new Level(
                        "a suppression",
                        "suppressions:\n  - rule: any/todo-comment\n    reason: x\n",
                        "    ",
                        all.get("suppressions").get("items")));
    }

    @TestFactory
    Stream<DynamicTest> everyDocumentedKeyIsReadWithItsExample() {
        return levels().stream()
                .flatMap(level -> level.schema().get("properties").properties().stream()
                        .filter(key -> key.getValue().has("examples"))
                        .filter(key -> !level.opening().contains(key.getKey() + ":"))
                        .map(key -> DynamicTest.dynamicTest(level.name() + ": " + key.getKey(), () -> {
                            String yaml = level.opening() + level.indent() + key.getKey() + ": "
                                    + key.getValue().get("examples").get(0) + "\n";
                            assertThatCode(() -> SettingsReader.read(yaml))
                                    .as(yaml)
                                    .doesNotThrowAnyException();
                            assertThat(SettingsReader.read(yaml))
                                    .as("it means something")
                                    .isNotEqualTo(base(level));
                            assertThat(complaints(yaml)).isEmpty();
                        })));
    }

    private static Settings base(Level level) throws InvalidSettingsException {
        return level.opening().startsWith("suppressions") ? SettingsReader.read(level.opening()) : Settings.DEFAULT;
    }

    @TestFactory
    Stream<DynamicTest> theReaderKnowsTheKeysOfTheSchemaAndNoOthers() {
        return levels().stream()
                .map(level -> DynamicTest.dynamicTest(level.name(), () -> {
                    String yaml = "# a comment\n" + level.opening() + level.indent() + "nonsense: 1\n";
                    InvalidSettingsException refused =
                            catchThrowableOfType(InvalidSettingsException.class, () -> SettingsReader.read(yaml));
                    assertThat(refused.line()).isEqualTo((int) yaml.lines().count());
                    Matcher known = Pattern.compile("known are (.*)$").matcher(String.valueOf(refused.getMessage()));
                    assertThat(known.find()).isTrue();
                    List<String> documented = new ArrayList<>();
                    level.schema().get("properties").fieldNames().forEachRemaining(documented::add);
                    assertThat(new TreeSet<>(List.of(known.group(1).split(", "))))
                            .isEqualTo(new TreeSet<>(documented));
                    assertThat(complaints(yaml)).isNotEmpty();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "targets: 3 | 1",
                "budget: 40h\\ntargets: { p95-ms: fast } | 2",
                "targets: { p95-ms: -1 } | 1",
                "thresholds: { nesting: 0 } | 1",
                "thresholds: { nesting: 2.5 } | 1",
                "budget: 3 days | 1",
                "ignore: all | 1",
                "rules: { any/todo-comment: loud } | 1",
                "suppressions:\\n  - { rule: any/todo-comment } | 2",
                "suppressions:\\n  - { reason: because } | 2",
                "suppressions:\\n  - { rule: any/todo-comment, reason: x, until: soon } | 2",
                "[] | 1"
            })
    void whatTheSchemaRefusesTheReaderRefusesAtItsLine(String text, int line) {
        String yaml = text.replace("\\n", "\n") + "\n";

        InvalidSettingsException refused =
                catchThrowableOfType(InvalidSettingsException.class, () -> SettingsReader.read(yaml));

        assertThat(refused).as("the reader").isNotNull();
        assertThat(refused.line()).isEqualTo(line);
        assertThat(complaints(yaml)).as("the schema").isNotEmpty();
    }

    @Test
    void defaultsOfTheSchemaAreThoseOfTheReader() throws InvalidSettingsException {
        StringBuilder yaml = new StringBuilder();
        for (Level level : levels().subList(1, 3)) {
            yaml.append(level.opening());
            level.schema()
                    .get("properties")
                    .properties()
                    .forEach(key -> yaml.append(level.indent())
                            .append(key.getKey())
                            .append(": ")
                            .append(key.getValue().get("default"))
                            .append('\n'));
        }
        yaml.append("budget: ")
                .append(SCHEMA.get("properties").get("budget").get("default").asText())
                .append('\n');

        assertThat(SettingsReader.read(yaml.toString())).isEqualTo(Settings.DEFAULT);
        assertThat(complaints(yaml.toString())).isEmpty();
    }

    @Test
    void theExampleOfTheReadmeIsValid() throws InvalidSettingsException {
        Matcher example = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(read("README.md"));
        assertThat(example.find()).isTrue();

        assertThat(complaints(example.group(1))).isEmpty();
        assertThat(SettingsReader.read(example.group(1)).suppressions())
                .containsExactly(
                        new Settings.Suppression("rust/panicking-call", "src/main.rs", "start-up only", "2027-01-31"));
    }

    private static List<String> complaints(String yaml) {
        Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        try {
            return VALIDATOR
                    .validate(JSON.writeValueAsString(value == null ? Map.of() : value), InputFormat.JSON)
                    .stream()
                    .map(Object::toString)
                    .toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    private static String read(String path) {
        try {
            return Files.readString(HOME.resolve(path));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
