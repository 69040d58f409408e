package dev.upkeep.report.outbound;

import dev.upkeep.report.domain.Plan.Phase;
import dev.upkeep.report.domain.Report;
import dev.upkeep.report.domain.ReportEntry;
import dev.upkeep.report.domain.Standing;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What lists show of a report. */
@Entity(name = "ReportRow")
@Table(name = "report")
class ReportRow {

    private static final int PARKED = 4;

    @Id
    @Column(name = "analysis_id")
    UUID analysisId = new UUID(0, 0);

    @Column(name = "repository_id")
    String repositoryId = "";

    @Column(name = "commit_sha")
    String commitSha = "";

    String ref = "";

    @Column(name = "on_default")
    boolean onDefault;

    @Column(name = "committed_at")
    Instant committedAt = Instant.EPOCH;

    @Column(name = "requested_at")
    Instant requestedAt = Instant.EPOCH;

    @Column(name = "materialised_at")
    Instant materialisedAt = Instant.EPOCH;

    @Column(name = "became_current")
    boolean becameCurrent;

    int findings;
    int critical;
    int high;
    int medium;
    int low;
    int added;
    int fixed;
    int reopened;
    int recommendations;

    @Column(name = "planned_minutes")
    int plannedMinutes;

    double impact;

    @Column(name = "trace_id")
    @Nullable
    String traceId;

    @Column(name = "announced_at")
    @Nullable
    Instant announcedAt;

    static ReportRow of(Report report, Standing standing, boolean current, Instant now) {
        ReportRow row = new ReportRow();
        row.analysisId = report.analysis().id();
        row.repositoryId = report.repository().id();
        row.commitSha = report.commit().sha();
        row.ref = report.commit().ref();
        row.onDefault = standing.defaultBranch();
        row.committedAt = standing.committedAt();
        row.requestedAt = standing.requestedAt();
        row.materialisedAt = now;
        row.becameCurrent = current;
        row.traceId = report.analysis().traceId();
        row.figures(report);
        return row;
    }

    private void figures(Report report) {
        findings = report.summary().findings();
        critical = report.summary().bySeverity().getOrDefault("critical", 0);
        high = report.summary().bySeverity().getOrDefault("high", 0);
        medium = report.summary().bySeverity().getOrDefault("medium", 0);
        low = report.summary().bySeverity().getOrDefault("low", 0);
        added = report.summary().byStatus().getOrDefault("new", 0);
        fixed = report.summary().byStatus().getOrDefault("fixed", 0);
        reopened = report.summary().byStatus().getOrDefault("reopened", 0);
        recommendations = report.recommendations().size();
        plannedMinutes = report.plan().phases().stream()
                .filter(phase -> phase.number() < PARKED)
                .mapToInt(Phase::minutes)
                .sum();
        impact = report.recommendations().stream()
                .mapToDouble(recommendation -> recommendation.impact().score())
                .sum();
    }

    ReportEntry entry(RepositoryRow repository) {
        return new ReportEntry(
                analysisId,
                repository.ref(),
                commitSha,
                ref,
                committedAt,
                materialisedAt,
                becameCurrent,
                findings,
                critical,
                high,
                medium,
                low,
                added,
                fixed,
                reopened,
                recommendations,
                plannedMinutes,
                impact,
                traceId);
    }
}
