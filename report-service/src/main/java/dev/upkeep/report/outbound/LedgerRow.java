package dev.upkeep.report.outbound;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The ledger of findings after one analysis, JSON, gzip. */
@Entity(name = "LedgerRow")
@Table(name = "finding_ledger")
class LedgerRow {

    @Id
    @Column(name = "analysis_id")
    UUID analysisId = new UUID(0, 0);

    @Column(name = "json_gzip")
    byte[] jsonGzip = {};

    static LedgerRow of(UUID analysisId, byte[] json) {
        LedgerRow row = new LedgerRow();
        row.analysisId = analysisId;
        row.jsonGzip = Gzip.compress(json);
        return row;
    }
}
