package dev.upkeep.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.RepositoryRef;
import dev.upkeep.events.RepositoryRemoved;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PushTest {

    private static final RepositoryRef REPOSITORY =
            new RepositoryRef("id", "o/r", "https://example.org/o/r.git", "github", "main");
    private static final UUID CHANGE = UUID.fromString("2b1c611d-0cbd-5659-ae8b-873c59d69b00");
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String COMMIT = "6113728f27ae82c7b1a177c8d03f9e96e0adf246";

    @Test
    void aMovedRefIsAChange() {
        assertThat(Push.of(REPOSITORY, "refs/heads/main", "a".repeat(40), COMMIT)
                        .toEvent(CHANGE, NOW))
                .isEqualTo(new RepositoryChanged(
                        CHANGE,
                        REPOSITORY,
                        "refs/heads/main",
                        "a".repeat(40),
                        COMMIT,
                        RepositoryChanged.Trigger.PUSH,
                        null,
                        NOW));
    }

    @Test
    void aDeletedRefIsARemovalWithSha1AndWithSha256() {
        RepositoryRemoved removed = new RepositoryRemoved(CHANGE, REPOSITORY, "refs/heads/old", NOW);
        assertThat(Push.of(REPOSITORY, "refs/heads/old", COMMIT, "0".repeat(40)).toEvent(CHANGE, NOW))
                .isEqualTo(removed);
        assertThat(Push.of(REPOSITORY, "refs/heads/old", COMMIT, "0".repeat(64)).toEvent(CHANGE, NOW))
                .isEqualTo(removed);
    }
}
