package dev.upkeep.report.inbound;

import java.util.List;

/**
 * A rule in a list.
 *
 * @param page the address of its page for people
 */
public record RuleView(String id, String title, String category, String severity, String status, String page) {

    static List<RuleView> all(RulePages pages) {
        return pages.all().entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    static RuleView of(String id, RuleDocument document) {
        return new RuleView(
                id,
                document.fact("title"),
                document.fact("category"),
                document.fact("severity"),
                document.fact("status"),
                "/rules/" + id);
    }
}
