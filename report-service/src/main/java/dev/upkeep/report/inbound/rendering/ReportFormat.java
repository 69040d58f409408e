package dev.upkeep.report.inbound.rendering;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The formats of a report, by file suffix and by media type; the first is what who does not ask gets. */
public enum ReportFormat {
    JSON("json", "application/json"),
    VERSIONED_JSON("v1.json", "application/vnd.upkeep.report+json"),
    MARKDOWN("md", "text/markdown"),
    HTML("html", "text/html"),
    TEXT("txt", "text/plain"),
    SARIF("sarif", "application/sarif+json"),
    CSV("csv", "text/csv"),
    GITLAB("gitlab.json", "application/vnd.gitlab.codequality+json");

    private final String suffix;
    private final String mediaType;

    ReportFormat(String suffix, String mediaType) {
        this.suffix = suffix;
        this.mediaType = mediaType;
    }

    /** The format that a file suffix without its dot names. */
    public static Optional<ReportFormat> ofSuffix(String suffix) {
        return Arrays.stream(values())
                .filter(format -> format.suffix.equals(suffix))
                .findFirst();
    }

    /**
     * The format that suits best.
     *
     * @param accepted best first, as JAX-RS sorts them
     * @return empty where none is acceptable
     */
    public static Optional<ReportFormat> accepted(List<MediaType> accepted) {
        return accepted.stream()
                .flatMap(wanted -> Arrays.stream(values())
                        .filter(format -> wanted.isCompatible(MediaType.valueOf(format.mediaType)))
                        .limit(1))
                .findFirst();
    }

    /** The name of the format in an address. */
    public String suffix() {
        return suffix;
    }

    /** What to declare in {@code Content-Type}. */
    public String contentType() {
        return switch (this) {
            case JSON -> "application/json";
            case VERSIONED_JSON -> "application/vnd.upkeep.report+json;version=1";
            case SARIF -> "application/sarif+json";
            case GITLAB -> "application/json";
            case MARKDOWN, HTML, TEXT, CSV -> mediaType + ";charset=UTF-8";
        };
    }
}
