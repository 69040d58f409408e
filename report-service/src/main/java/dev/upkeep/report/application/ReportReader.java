package dev.upkeep.report.application;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** The fast way to reports: the process' memory, then Redis, then PostgreSQL. */
public interface ReportReader {

    /** The report JSON of an analysis; reports never change, so what is cached is never wrong. */
    Uni<Optional<byte[]>> json(UUID analysisId);

    /** The analysis whose report stands for the repository. */
    Uni<Optional<UUID>> current(String repositoryId);

    /** Which report stands for the repository may have changed: asks PostgreSQL the next time. */
    void forget(String repositoryId);
}
