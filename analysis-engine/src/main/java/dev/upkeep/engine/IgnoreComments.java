package dev.upkeep.engine;

import dev.upkeep.engine.FileResult.Ignore;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds {@code upkeep:ignore <rule> <reason>} behind any comment sign; several rules are told apart by commas. A mark
 * without a reason is none.
 */
final class IgnoreComments {

    private static final Pattern MARK = Pattern.compile(
            "(?://|#|--|/\\*|<!--|;|%|\\{/\\*)\\s*upkeep:ignore:?\\s+([a-z-]+/[a-z0-9*-]+(?:\\s*,\\s*[a-z-]+/[a-z0-9*-]+)*)(?::|\\s)[\\s:–—-]*(.+?)\\s*(?:\\*/\\}?|-->)?\\s*$");

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    /** A comment, an attribute or a decorator. */
    private static final Pattern BEFORE_CODE = Pattern.compile(
            "\\s*(//.*|/\\*.*\\*/|\\{/\\*.*\\*/\\}|--.*|<!--.*-->|#(?!\\[|!\\[|include).*|#!?\\[.*\\]|@\\w[\\w.]*(\\(.*\\))?)\\s*");

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
                int until = nextCode(lines, at + 1);
                for (String rule : COMMA.split(mark.group(1), -1)) {
                    found.add(new Ignore(at + 1, until, rule, mark.group(2)));
                }
            }
        }
        return List.copyOf(found);
    }

    /** The 1-based line of the next code behind so many lines: what stands above a thing belongs to it. */
    private static int nextCode(List<String> lines, int from) {
        int at = from;
        while (at < lines.size() && BEFORE_CODE.matcher(lines.get(at)).matches()) {
            at++;
        }
        return Math.min(at + 1, lines.size());
    }
}
