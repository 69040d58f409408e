package dev.upkeep.standalone.command;

import java.util.Locale;
import java.util.stream.Stream;

/** How bad a finding is, the worst first; the names are those of the report. */
enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW;

    /** This one and all that are worse. */
    Stream<String> andWorse() {
        return Stream.of(values()).filter(other -> other.compareTo(this) <= 0).map(Severity::reportName);
    }

    private String reportName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
