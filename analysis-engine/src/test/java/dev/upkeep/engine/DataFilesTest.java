package dev.upkeep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.InMemoryTree;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files that no fixture should have to spell out, for their length or for a sign that no text file should hold. */
class DataFilesTest {

    @Test
    void copiesOfDataAreNoDuplicatedBlocks() {
        String drawing =
                file("export const PARTS = [\n", i -> "  { id: %d, name: \"part-%d\" },\n".formatted(i, i), "];\n");

        assertThat(blocks(drawing)).isEmpty();
    }

    @Test
    void copiesOfCodeAre() {
        String code =
                file("export function all(a) {\n", i -> "  a.push(read(\"part-%d\", %d));\n".formatted(i, i), "}\n");

        assertThat(blocks(code)).hasSize(1);
    }

    @Test
    void nothingIsSaidOfTheSizeOfWhatIsTooLargeToParse() {
        String step = "export function f%1$d(a) {\n  if (a > %1$d) {\n    a.push(%1$d);\n  }\n}\n";
        String large = IntStream.range(0, 1000).mapToObj(step::formatted).collect(Collectors.joining());

        assertThat(places("any/oversized-file", large)).hasSize(2);
        assertThat(places("any/oversized-file", large + "// " + "x".repeat(1 << 20)))
                .isEmpty();
    }

    @Test
    void aTextMayHoldWhatTheParserTakesForItsEnd() {
        String code = "export const next = (text) => read(text, \"\0\");\n";

        assertThat(places("any/unparsable-source", code)).isEmpty();
        assertThat(places("any/unparsable-source", code.replace(");", ";").replace("\0", "")))
                .hasSize(2);
    }

    private static String file(String start, IntFunction<String> line, String end) {
        return start + IntStream.range(0, 320).mapToObj(line).collect(Collectors.joining()) + end;
    }

    private static List<String> blocks(String text) {
        return places("any/duplicated-block", text);
    }

    private static List<String> places(String rule, String text) {
        InMemoryTree tree = new InMemoryTree();
        tree.with("src/a.js", text.getBytes(StandardCharsets.UTF_8));
        tree.with("src/b.js", text.getBytes(StandardCharsets.UTF_8));
        try (Analyzer analyzer = new Analyzer(RuleCatalog.load(), RuleGroups.all(), ResultCache.NONE, 1)) {
            return analyzer
                    .analyze(
                            tree,
                            () -> new History.Unknown("not read"),
                            Settings.DEFAULT,
                            LocalDate.EPOCH,
                            AnalysisListener.SILENT)
                    .findings()
                    .stream()
                    .filter(finding -> finding.ruleId().equals(rule))
                    .map(finding -> finding.location().path())
                    .toList();
        }
    }
}
