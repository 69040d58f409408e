package dev.upkeep.engine;

import dev.upkeep.engine.source.History;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule's fixture: Markdown in which each second-level heading is a tiny repository. A file is a fenced block below a
 * line with its path in backticks; a block of the kind {@code history} gives commits. Markers at line ends say what is
 * expected.
 */
record Fixture(List<Case> cases) {

    private static final Pattern MARKER =
            Pattern.compile("(?://|#|--|<!--|/\\*|;|←|\\{/\\*)\\s*(finding|ok|missed)\\b[^\\n]*$");
    private static final Pattern PATH = Pattern.compile("^`([^`]+)`\\s*$");

    /** What a marker says of its line. */
    enum Marker {
        FINDING,
        OK,
        MISSED
    }

    /** A marked place. */
    record Mark(String path, int line, Marker marker) {}

    /** One tiny repository and what must be found in it. */
    record Case(String title, Map<String, String> files, History history, List<Mark> marks) {}

    static Fixture read(String markdown) {
        List<Case> cases = new ArrayList<>();
        for (String part : markdown.split("(?m)^## ", -1)) {
            if (cases.isEmpty() && !part.contains("```")) {
                continue;
            }
            cases.add(readCase(part));
        }
        return new Fixture(List.copyOf(cases));
    }

    private static Case readCase(String text) {
        Map<String, String> files = new LinkedHashMap<>();
        List<Mark> marks = new ArrayList<>();
        List<History.Touch> touches = new ArrayList<>();
        List<String> lines = text.lines().toList();
        String path = "";
        for (int at = 1; at < lines.size(); at++) {
            Matcher named = PATH.matcher(lines.get(at));
            if (named.matches()) {
                path = named.group(1);
            }
            Matcher fence = Pattern.compile("^(```+)(.*)$").matcher(lines.get(at));
            if (fence.matches()) {
                int end = closing(lines, at + 1, fence.group(1));
                List<String> block = lines.subList(at + 1, end);
                if (fence.group(2).strip().equals("history")) {
                    block.forEach(line -> touches.add(touch(line)));
                } else {
                    files.put(path, content(path, block, marks));
                }
                at = end;
            }
        }
        return new Case(lines.isEmpty() ? "" : lines.getFirst(), files, history(touches), List.copyOf(marks));
    }

    private static int closing(List<String> lines, int from, String fence) {
        for (int at = from; at < lines.size(); at++) {
            if (lines.get(at).strip().equals(fence)) {
                return at;
            }
        }
        throw new IllegalArgumentException("a block is not closed: " + lines.get(from - 1));
    }

    private static String content(String path, List<String> block, List<Mark> marks) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < block.size(); at++) {
            String line = block.get(at);
            Matcher marker = MARKER.matcher(line);
            if (marker.find()) {
                marks.add(new Mark(path, at + 1, Marker.valueOf(marker.group(1).toUpperCase(Locale.ROOT))));
                line = line.charAt(marker.start()) == '←'
                        ? line.substring(0, marker.start()).stripTrailing()
                        : line;
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private static History.Touch touch(String line) {
        String[] words = line.strip().split("\\s+", 2);
        return new History.Touch(
                words[1], LocalDate.parse(words[0]).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static History history(List<History.Touch> touches) {
        if (touches.isEmpty()) {
            return new History.Unknown("the fixture has none");
        }
        Instant last =
                touches.stream().map(History.Touch::at).max(Instant::compareTo).orElseThrow();
        return new History.Known(last, touches.size(), List.copyOf(touches));
    }
}
