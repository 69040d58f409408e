package dev.upkeep.ingest.inbound;

import java.util.UUID;

/** The answer to a request for a scan: it will be done, and where to see it. */
record ScanView(UUID analysisId, String repositoryId, Links links) {

    /**
     * Where to look.
     *
     * @param analysis the progress of the analysis
     * @param report the report of exactly this analysis, once it is completed
     * @param repository what is known of the repository
     */
    record Links(String analysis, String report, String repository) {}

    static ScanView of(UUID analysisId, String repositoryId, String reportUrl) {
        String api = reportUrl + "/api/v1";
        String analysis = api + "/analyses/" + analysisId;
        return new ScanView(
                analysisId,
                repositoryId,
                new Links(analysis, analysis + "/report", api + "/repositories/" + repositoryId));
    }
}
