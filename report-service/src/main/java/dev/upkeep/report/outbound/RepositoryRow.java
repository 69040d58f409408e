package dev.upkeep.report.outbound;

import dev.upkeep.events.RepositoryRef;
import dev.upkeep.report.domain.Standing;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A repository and the report that stands for it. */
@Entity(name = "RepositoryRow")
@Table(name = "repository")
class RepositoryRow {

    @Id
    String id = "";

    String name = "";

    @Column(name = "clone_url")
    String cloneUrl = "";

    String forge = "";

    @Column(name = "default_branch")
    String defaultBranch = "";

    @Column(name = "current_analysis_id")
    @Nullable
    UUID currentAnalysisId;

    @Column(name = "current_on_default")
    @Nullable
    Boolean currentOnDefault;

    @Column(name = "current_committed_at")
    @Nullable
    Instant currentCommittedAt;

    @Column(name = "current_requested_at")
    @Nullable
    Instant currentRequestedAt;

    RepositoryRef ref() {
        return new RepositoryRef(id, name, cloneUrl, forge, defaultBranch);
    }

    /** A default branch that is not known this time does not wipe out one that is. */
    void describe(RepositoryRef repository) {
        name = repository.name();
        cloneUrl = repository.cloneUrl();
        forge = repository.forge();
        defaultBranch = repository.defaultBranch().isEmpty() ? defaultBranch : repository.defaultBranch();
    }

    Optional<Standing> standing() {
        return currentOnDefault == null || currentCommittedAt == null || currentRequestedAt == null
                ? Optional.empty()
                : Optional.of(new Standing(currentOnDefault, currentCommittedAt, currentRequestedAt));
    }

    void current(UUID analysisId, Standing standing) {
        currentAnalysisId = analysisId;
        currentOnDefault = standing.defaultBranch();
        currentCommittedAt = standing.committedAt();
        currentRequestedAt = standing.requestedAt();
    }
}
