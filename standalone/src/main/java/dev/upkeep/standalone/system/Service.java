package dev.upkeep.standalone.system;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The four services, in the order in which work passes through them. */
public enum Service {
    /** Webhooks and scan requests. */
    INGEST,
    /** Reads repositories; the one that computes. */
    ANALYZER,
    /** Weighs findings. */
    SCORING,
    /** Views and web pages. */
    REPORT;

    /** The short name: {@code ingest}; also the name of its database role. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of its module and folder: {@code ingest-service}. */
    public String moduleName() {
        return shortName() + "-service";
    }

    /** By short or module name. */
    public static Optional<Service> named(String name) {
        return Stream.of(values())
                .filter(service ->
                        service.shortName().equals(name) || service.moduleName().equals(name))
                .findFirst();
    }
}
