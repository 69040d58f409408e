package dev.upkeep.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private final EventCodec codec = new EventCodec();

    @Test
    void timesAreIso8601AndTheBytesAreUtf8() throws Exception {
        Event event = Exhibits.read(EventType.REPOSITORY_REMOVED, "v1-branch");
        assertThat(new String(codec.encode(event), StandardCharsets.UTF_8))
                .contains("\"occurredAt\":\"2026-11-20T12:00:09.500Z\"", "müll-abfuhr");
    }

    @Test
    void whatANewerProducerAddsIsIgnored() throws Exception {
        String json = """
                {"analysisId": "0f1de4f3-1f68-5fb2-8b9f-9d9b8f6f7a11", "repositoryId": "r", "stage": "LIST",
                 "done": 1, "total": 2, "etaSeconds": 12, "worker": {"name": "a"}}
                """;
        assertThat(codec.decode(EventType.ANALYSIS_PROGRESSED, utf8(json)))
                .isInstanceOfSatisfying(
                        AnalysisProgressed.class,
                        event -> assertThat(event.total()).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "\"text\"",
                "{\"analysisId\"",
                "{\"analysisId\": \"no uuid\", \"repositoryId\": \"r\", \"stage\": \"LIST\", \"done\": 1, \"total\": 2}",
                "{\"analysisId\": null, \"repositoryId\": \"r\", \"stage\": \"LIST\", \"done\": 1, \"total\": 2}",
                "{\"analysisId\": \"0f1de4f3-1f68-5fb2-8b9f-9d9b8f6f7a11\", \"stage\": \"LIST\", \"done\": 1, \"total\": 2}",
                "{\"analysisId\": \"0f1de4f3-1f68-5fb2-8b9f-9d9b8f6f7a11\", \"repositoryId\": \"r\", \"stage\": \"REST\","
                        + " \"done\": 1, \"total\": 2}",
                "{\"analysisId\": \"0f1de4f3-1f68-5fb2-8b9f-9d9b8f6f7a11\", \"repositoryId\": \"r\", \"stage\": \"LIST\","
                        + " \"done\": null, \"total\": 2}"
            })
    void bytesThatAreNotTheRecordAreMalformed(String json) {
        assertThatThrownBy(() -> codec.decode(EventType.ANALYSIS_PROGRESSED, utf8(json)))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("dev.upkeep.analysis-progressed.v1");
    }

    @Test
    void aMissingPartDeepInsideIsNamed() {
        String json = """
                {"analysisId": "0f1de4f3-1f68-5fb2-8b9f-9d9b8f6f7a11", "repositoryId": "r", "part": 0, "rules": [],
                 "improvements": [], "findings": [{"findingId": "a", "impact": 1.0}, {"impact": 1.0}]}
                """;
        assertThatThrownBy(() -> codec.decode(EventType.FINDINGS_SCORED, utf8(json)))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("findings[1].findingId is missing");
    }

    @Test
    void bytesThatAreNoTextAreMalformed() {
        assertThatThrownBy(() -> codec.decode(EventType.PLAN_SCORED, new byte[] {(byte) 0xff, (byte) 0xfe, 0}))
                .isInstanceOf(MalformedEventException.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
