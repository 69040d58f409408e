package dev.upkeep.standalone.command;

/** The forms of a report, and where the report service has each. */
enum ReportFormat {
    TEXT(".txt"),
    MARKDOWN(".md"),
    JSON(".json"),
    HTML(".html"),
    SARIF(".sarif"),
    CSV(".csv"),
    GITLAB(".gitlab.json");

    private final String suffix;

    ReportFormat(String suffix) {
        this.suffix = suffix;
    }

    /** Of the address, {@code …/report<suffix>}. */
    String suffix() {
        return suffix;
    }
}
