package dev.upkeep.engine;

import dev.upkeep.engine.FileResult.Ignore;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds {@code upkeep:ignore <rule> <reason>} behind any comment sign. A mark without a reason is none. */
final class IgnoreComments {

    private static final Pattern MARK = Pattern.compile(
            "(?://|#|--|/\\*|<!--|;|%|\\{/\\*)\\s*upkeep:ignore\\s+([a-z-]+/[a-z0-9*-]+)\\s+(.+?)\\s*(?:\\*/\\}?|-->)?\\s*$");

    private IgnoreComments() {}

    static List<Ignore> in(String text) {
        if (!text.contains("upkeep:ignore")) {
            return List.of();
        }
        List<Ignore> found = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            Matcher mark = MARK.matcher(lines.get(at));
            if (mark.find()) {
                found.add(new Ignore(at + 1, mark.group(1), mark.group(2)));
            }
        }
        return List.copyOf(found);
    }
}
