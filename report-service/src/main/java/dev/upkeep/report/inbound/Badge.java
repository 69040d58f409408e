package dev.upkeep.report.inbound;

import dev.upkeep.report.domain.ReportEntry;
import dev.upkeep.report.domain.Wording;

/**
 * A badge, also as the JSON that shields.io reads.
 *
 * @param cacheSeconds how long it may be shown without asking again
 */
public record Badge(int schemaVersion, String label, String message, String color, int cacheSeconds) {

    static final int CACHE_SECONDS = 300;
    private static final int CHARACTER = 7;
    private static final int PADDING = 12;

    static Badge of(ReportEntry entry) {
        if (entry.critical() > 0) {
            return badge(Wording.number(entry.critical()) + " critical", "b42318");
        }
        if (entry.high() > 0) {
            return badge(Wording.number(entry.high()) + " high", "a15c00");
        }
        return entry.findings() > 0
                ? badge(Wording.count(entry.findings(), "finding"), "3d6b1f")
                : badge("nothing found", "1a6e34");
    }

    /** The badge as an image; its words are digits and letters only. */
    String svg() {
        int left = label.length() * CHARACTER + PADDING;
        int right = message.length() * CHARACTER + PADDING;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="20" role="img" aria-label="%s: %s">\
                <title>%s: %s</title><rect width="%d" height="20" rx="3" fill="#444c56"/>\
                <path fill="#%s" d="M%d 0h%da3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-%dz"/>\
                <g fill="#fff" text-anchor="middle" font-family="Verdana,sans-serif" font-size="11">\
                <text x="%d" y="14">%s</text><text x="%d" y="14">%s</text></g></svg>
                """.formatted(
                        left + right,
                        label,
                        message,
                        label,
                        message,
                        left + right,
                        color,
                        left,
                        right - 3,
                        right - 3,
                        left / 2,
                        label,
                        left + right / 2,
                        message);
    }

    private static Badge badge(String message, String color) {
        return new Badge(1, "upkeep", message, color, CACHE_SECONDS);
    }
}
