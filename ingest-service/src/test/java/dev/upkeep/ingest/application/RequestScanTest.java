package dev.upkeep.ingest.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.events.RepositoryRef;
import dev.upkeep.ingest.application.RequestScan.Scan;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestScanTest {

    private static final RepositoryRef PARCEL = new RepositoryRef("1", "parcel", "/src/parcel", "local", "");
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.000001Z");
    private static final Instant LATER = NOW.plusNanos(1000);

    @Test
    void theSameKeyAndRequestIsTheSameAnalysisWheneverItComes() {
        Scan scan = new Scan(PARCEL, "HEAD", null, Optional.of("k1"));
        assertThat(scan.id(NOW)).isEqualTo(scan.id(LATER));
    }

    @Test
    void anotherKeyRefConfigurationOrRepositoryIsAnotherAnalysis() {
        RepositoryRef letter = new RepositoryRef("2", "letter", "/src/letter", "local", "");
        assertThat(Stream.of(
                                new Scan(PARCEL, "HEAD", null, Optional.of("k1")),
                                new Scan(PARCEL, "HEAD", null, Optional.of("k2")),
                                new Scan(PARCEL, "main", null, Optional.of("k1")),
                                new Scan(PARCEL, "HEAD", "", Optional.of("k1")),
                                new Scan(PARCEL, "HEAD", "budget: 8h", Optional.of("k1")),
                                new Scan(letter, "HEAD", null, Optional.of("k1")))
                        .map(scan -> scan.id(NOW)))
                .doesNotHaveDuplicates();
    }

    @Test
    void withoutAKeyEachRequestIsItsOwn() {
        Scan scan = new Scan(PARCEL, "HEAD", null, Optional.empty());
        assertThat(scan.id(NOW)).isNotEqualTo(scan.id(LATER));
    }
}
