package dev.upkeep.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.events.AnalysisEvent;
import dev.upkeep.events.AnalysisProgressed;
import dev.upkeep.events.AnalysisStage;
import dev.upkeep.events.Event;
import dev.upkeep.events.EventCodec;
import dev.upkeep.events.MalformedEventException;
import dev.upkeep.events.RepositoryEvent;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventReaderTest {

    private static final UUID ID = UUID.fromString("0f1de4f3-1f68-5fb2-8b9f-9d9b8f6f7a11");
    private static final Event EVENT = new AnalysisProgressed(ID, "r", AnalysisStage.LIST, 1, 2);
    private static final String TYPE = "dev.upkeep.analysis-progressed.v1";

    private final EventReader reader = new EventReader();
    private final byte[] value = new EventCodec().encode(EVENT);

    @Test
    void anEventOfTheChannelsKindIsReadWithItsId() throws Exception {
        assertThat(reader.read(headers(TYPE, ID.toString()), value, AnalysisEvent.class))
                .hasValueSatisfying(received -> {
                    assertThat(received.event()).isEqualTo(EVENT);
                    assertThat(received.eventId()).isEqualTo(ID);
                });
    }

    @Test
    void aTypeOfANewerProducerIsNoFailure() throws Exception {
        assertThat(reader.read(headers("dev.upkeep.analysis-progressed.v2", "x"), null, AnalysisEvent.class))
                .isEmpty();
    }

    @Test
    void whatIsNoEventOfTheChannelIsMalformed() {
        malformed(new RecordHeaders(), value, "ce_type is missing");
        malformed(headers(TYPE, "no uuid"), value, "ce_id is no UUID");
        malformed(headers(TYPE, ID.toString()), null, "no value");
        malformed(headers(TYPE, ID.toString()), new byte[] {'{'}, "does not parse");
        assertThatThrownBy(() -> reader.read(headers(TYPE, ID.toString()), value, RepositoryEvent.class))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("is no RepositoryEvent");
    }

    private void malformed(Headers headers, byte @Nullable [] bytes, String reason) {
        assertThatThrownBy(() -> reader.read(headers, bytes, AnalysisEvent.class))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining(reason);
    }

    private static Headers headers(String type, String id) {
        Headers headers = new RecordHeaders();
        CloudEventHeader.TYPE.write(headers, type);
        CloudEventHeader.ID.write(headers, id);
        return headers;
    }
}
