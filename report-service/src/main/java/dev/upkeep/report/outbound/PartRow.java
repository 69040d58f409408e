package dev.upkeep.report.outbound;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** One event that waits for the rest of its analysis, as it travelled. */
@Entity(name = "PartRow")
@Table(name = "part")
class PartRow {

    @Id
    @Column(name = "event_id")
    UUID eventId = new UUID(0, 0);

    @Column(name = "analysis_id")
    UUID analysisId = new UUID(0, 0);

    String type = "";

    byte[] payload = {};
}
