package dev.upkeep.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    private static final UUID ANALYSIS = UUID.fromString("0f1de4f3-1f68-5fb2-8b9f-9d9b8f6f7a11");

    /** The expected values were computed by another implementation of UUIDv5. */
    @Test
    void anIdIsTheUuidVersion5OfItsParts() {
        assertThat(EventIds.of("github", "72d3162e-cc78-11e3-81ab-4c9367dc0958"))
                .hasToString("2b1c611d-0cbd-5659-ae8b-873c59d69b00");
        assertThat(EventIds.of("one")).hasToString("da895957-e570-5583-866f-2fa292e1dd06");
        assertThat(EventIds.of("ä", "日本")).hasToString("4f2a0a02-84da-51de-a6da-5913b0033bda");
        assertThat(EventIds.of("one").version()).isEqualTo(5);
        assertThat(EventIds.of("one").variant()).isEqualTo(2);
    }

    @Test
    void partsDoNotRunTogether() {
        assertThat(EventIds.of("ab", "c")).isNotEqualTo(EventIds.of("a", "bc"));
        assertThat(EventIds.of("a", "b")).isNotEqualTo(EventIds.of("b", "a"));
    }

    @Test
    void aRedeliveredChangeKeepsTheIdThatIngestGave() throws Exception {
        Event change = Exhibits.read(EventType.REPOSITORY_CHANGED, "v1-push");
        assertThat(EventIds.of(change)).isEqualTo(((RepositoryChanged) change).changeId());
        Event removal = Exhibits.read(EventType.REPOSITORY_REMOVED, "v1-branch");
        assertThat(EventIds.of(removal)).isEqualTo(((RepositoryRemoved) removal).changeId());
    }

    @Test
    void theSameFactSaidTwiceHasTheSameId() {
        assertThat(EventIds.of(part(3)))
                .isEqualTo(EventIds.of(part(3)))
                .hasToString("c296bf48-2eaa-551a-a76c-646a003af66e");
    }

    @Test
    void partsTypesAndStepsOfOneAnalysisAreToldApart() throws Exception {
        Event progress = new AnalysisProgressed(ANALYSIS, "r", AnalysisStage.PARSE, 1, 2);
        Event further = new AnalysisProgressed(ANALYSIS, "r", AnalysisStage.PARSE, 2, 2);
        Event earlierStage = new AnalysisProgressed(ANALYSIS, "r", AnalysisStage.LIST, 1, 2);
        Stream<Event> exhibits = Stream.of(
                Exhibits.read(EventType.ANALYSIS_STARTED, "v1-push"),
                Exhibits.read(EventType.ANALYSIS_COMPLETED, "v1-push"),
                Exhibits.read(EventType.ANALYSIS_REFUSED, "v1-superseded"),
                Exhibits.read(EventType.FINDINGS_SCORED, "v1-two-improvements"),
                Exhibits.read(EventType.PLAN_SCORED, "v1-two-phases"),
                Exhibits.read(EventType.REPORT_MATERIALISED, "v1-current"));
        assertThat(Stream.concat(exhibits, Stream.of(part(0), part(1), progress, further, earlierStage))
                        .map(EventIds::of))
                .doesNotHaveDuplicates()
                .hasSize(11);
    }

    @Test
    void everyTypeNameIsSaidOnceAndFindsItsType() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::typeName)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(EventType.values()))
                .allMatch(type -> EventType.named(type.typeName()).equals(Optional.of(type)));
        assertThat(EventType.named("dev.upkeep.repository-changed.v2")).isEmpty();
    }

    private static FindingsReported part(int part) {
        return new FindingsReported(ANALYSIS, "r", part, List.of(), List.of());
    }
}
