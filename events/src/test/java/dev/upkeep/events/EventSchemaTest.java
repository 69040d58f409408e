package dev.upkeep.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A change of a contract is a change of {@code events/schemas}, visible in review. */
class EventSchemaTest {

    private static final Path SCHEMAS = Path.of("schemas");

    private final JsonMapper mapper = new JsonMapper();
    private final SchemaGenerator generator = generator();

    @TestFactory
    Stream<DynamicTest> theSchemaIsTheOneThatWasReviewed() {
        return Arrays.stream(EventType.values())
                .map(type -> DynamicTest.dynamicTest(
                        type.typeName(), () -> new Snapshot(file(type)).matches(schemaOf(type))));
    }

    @Test
    void noSchemaIsLeftOfATypeThatIsGone() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                            .map(EventSchemaTest::file)
                            .toList());
        }
    }

    private static Path file(EventType type) {
        return SCHEMAS.resolve(type.typeName() + ".json");
    }

    private String schemaOf(EventType type) throws IOException {
        ObjectNode schema = generator.generateSchema(type.eventClass());
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
        return mapper.writer(printer).writeValueAsString(schema) + "\n";
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES, Option.EXTRA_OPEN_API_FORMAT_VALUES);
        builder.forFields().withRequiredCheck(field -> !nullable(field)).withNullableCheck(EventSchemaTest::nullable);
        return new SchemaGenerator(builder.build());
    }

    private static boolean nullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
