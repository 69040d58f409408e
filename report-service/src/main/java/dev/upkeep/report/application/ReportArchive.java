package dev.upkeep.report.application;

import dev.upkeep.events.RepositoryRef;
import dev.upkeep.report.domain.Report;
import dev.upkeep.report.domain.ReportEntry;
import dev.upkeep.report.domain.Standing;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reports that have been made, and which of them stand for their repositories. */
public interface ReportArchive {

    /**
     * Enters the repository where it is not there and locks it until the transaction ends.
     *
     * @return the standing of its current report; empty where it has none
     */
    Uni<Optional<Standing>> take(RepositoryRef repository);

    /**
     * The ledger of findings that was filed with the newest report before that standing: of the default branch for an
     * analysis of it; for one of another ref of the same ref, else of the default branch.
     */
    Uni<Optional<byte[]>> ledgerBefore(String repositoryId, String ref, Standing standing);

    /**
     * Files a report that has not been announced yet.
     *
     * @param filing the report with what is remembered after it
     * @param current whether it stands for its repository from now on
     */
    Uni<Void> file(Filing filing, Standing standing, boolean current, Instant now);

    /** A report and the ledger of findings after it, each with its JSON. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call and is never compared
    record Filing(Report report, byte[] json, byte[] ledger) {}

    /** Deletes all but the last reports of a repository; the current one always stays. */
    Uni<Void> keepLast(String repositoryId, int reports);

    /** Deletes a repository with all its reports. */
    Uni<Void> forget(String repositoryId);

    /** The JSON of a report; empty where there is none, or none any more. */
    Uni<Optional<byte[]>> json(UUID analysisId);

    /** The analysis whose report stands for the repository. */
    Uni<Optional<UUID>> current(String repositoryId);

    /** The report's entry. */
    Uni<Optional<ReportEntry>> entry(UUID analysisId);

    /** The entries of a repository, newest commit first. */
    Uni<List<ReportEntry>> entries(String repositoryId, int limit);

    /** The current entries of all repositories by name. */
    Uni<List<ReportEntry>> currentEntries(@Nullable String afterName, @Nullable String afterId, int limit);

    /** Analyses whose reports were filed until then and wait to be announced, oldest first. */
    Uni<List<UUID>> unannounced(Instant until, int limit);

    /** Notes that the world knows. */
    Uni<Void> announced(UUID analysisId, Instant now);
}
