package dev.upkeep.report.inbound.rendering;

import dev.upkeep.report.domain.Report;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Addresses at which a forge shows a line of the analysed commit. */
final class SourceLinks {

    private final @Nullable String prefix;

    private SourceLinks(@Nullable String prefix) {
        this.prefix = prefix;
    }

    /** The links of a report's repository; none for a local folder or an unknown forge. */
    static SourceLinks of(Report report) {
        String url = report.repository().cloneUrl();
        if (!url.toLowerCase(Locale.ROOT).startsWith("https://") || url.contains("@")) {
            return new SourceLinks(null);
        }
        String base = url.endsWith(".git") ? url.substring(0, url.length() - 4) : url;
        String sha = report.commit().sha();
        return new SourceLinks(
                switch (report.repository().forge()) {
                    case "github" -> base + "/blob/" + sha + "/";
                    case "gitlab" -> base + "/-/blob/" + sha + "/";
                    case "gitea" -> base + "/src/commit/" + sha + "/";
                    default -> null;
                });
    }

    @Nullable
    String address(String path, int line) {
        return prefix == null ? null : prefix + encoded(path) + "#L" + line;
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
