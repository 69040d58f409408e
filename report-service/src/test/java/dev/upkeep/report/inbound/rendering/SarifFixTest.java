package dev.upkeep.report.inbound.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.upkeep.report.inbound.rendering.SarifFix.Change;
import dev.upkeep.report.inbound.rendering.SarifFix.Replacement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SarifFixTest {

    private static final String TWO_HUNKS = """
            --- a/web/package.json
            +++ b/web/package.json
            @@ -3,4 +3,3 @@
               "a": {
            -    "x": "1",
            -    "z": "1"
            +    "x": "1"
               },
            @@ -20,2 +19,3 @@
               "b": {
            +    "z": "1",
                 "y": "1"
            """;

    @Test
    void linesThatGoAndTextThatComesAreOneReplacementEach() {
        assertThat(SarifFix.changes(TWO_HUNKS))
                .containsExactly(new Change(
                        "web/package.json",
                        List.of(
                                new Replacement(4, 6, "    \"x\": \"1\"\n"),
                                new Replacement(21, 21, "    \"z\": \"1\",\n"))));
    }

    @Test
    void whatSarifCannotSayIsLeftToTheDiff() {
        assertThat(SarifFix.changes("--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"))
                .isEmpty();
        assertThat(SarifFix.changes("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+y\n"))
                .isEmpty();
    }

    @Test
    void aResultWithAFixIsValid() throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode log = json.createObjectNode().put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        run.putObject("tool").putObject("driver").put("name", "Upkeep");
        ObjectNode result = run.putArray("results").addObject();
        result.putObject("message").put("text", "twice");

        SarifFix.write(result, "Take it out", TWO_HUNKS, (location, path) -> location.put("uri", path));

        assertThat(result.at("/fixes/0/artifactChanges/0/replacements/0/deletedRegion/endLine")
                        .asInt())
                .isEqualTo(6);
        try (InputStream schema = Objects.requireNonNull(SarifFixTest.class.getResourceAsStream("/sarif-2.1.0.json"))) {
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                            .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8))
                            .validate(json.writeValueAsString(log), InputFormat.JSON))
                    .isEmpty();
        }
    }
}
