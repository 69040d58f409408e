package dev.upkeep.report.outbound;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The JSON of a report, gzip. */
@Entity(name = "DocumentRow")
@Table(name = "document")
class DocumentRow {

    @Id
    @Column(name = "analysis_id")
    UUID analysisId = new UUID(0, 0);

    @Column(name = "json_gzip")
    byte[] jsonGzip = {};

    static DocumentRow of(UUID analysisId, byte[] json) {
        DocumentRow row = new DocumentRow();
        row.analysisId = analysisId;
        row.jsonGzip = Gzip.compress(json);
        return row;
    }
}
