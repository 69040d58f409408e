package dev.upkeep.report.inbound;

import dev.upkeep.report.domain.ReportEntry;
import java.util.Map;

/** A repository with the entry of the report that stands for it. */
public record RepositoryView(
        String id,
        String name,
        String cloneUrl,
        String forge,
        String defaultBranch,
        EntryView current,
        Map<String, String> links) {

    static RepositoryView of(ReportEntry entry) {
        String self = "/api/v1/repositories/" + entry.repository().id();
        return new RepositoryView(
                entry.repository().id(),
                entry.repository().name(),
                entry.repository().cloneUrl(),
                entry.repository().forge(),
                entry.repository().defaultBranch(),
                EntryView.of(entry),
                Map.of("self", self, "report", self + "/report", "analyses", self + "/analyses"));
    }
}
