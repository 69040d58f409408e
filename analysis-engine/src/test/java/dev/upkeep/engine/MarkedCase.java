package dev.upkeep.engine;

import dev.upkeep.engine.rule.Fixture;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.InMemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** One tiny repository of a fixture, and what must be found in it: markers at line ends say so. */
record MarkedCase(
        String title, Map<String, String> files, Map<String, String> links, History history, List<Mark> marks) {

    private static final Pattern MARKER =
            Pattern.compile("(?://|#|--|<!--|/\\*|;|←|\\{/\\*)\\s*(finding|ok|missed)\\b[^\\n]*$");

    /** What a marker says of its line. */
    enum Marker {
        FINDING,
        OK,
        MISSED
    }

    /** A marked place. */
    record Mark(String path, int line, Marker marker) {}

    /** The repository of the case. */
    InMemoryTree tree() {
        InMemoryTree tree = InMemoryTree.of(files);
        links.forEach(tree::withLink);
        return tree;
    }

    /** The cases of the fixture in that file. */
    static List<MarkedCase> read(Path fixture) throws IOException {
        return Fixture.read(Files.readString(fixture)).cases().stream()
                .map(MarkedCase::of)
                .toList();
    }

    private static MarkedCase of(Fixture.Case one) {
        Map<String, String> files = new LinkedHashMap<>();
        List<Mark> marks = new ArrayList<>();
        one.files().forEach((path, text) -> files.put(path, content(path, text, marks)));
        return new MarkedCase(one.title(), files, one.links(), history(one.history()), List.copyOf(marks));
    }

    /** The text without the markers that are no comment of its language. */
    private static String content(String path, String marked, List<Mark> marks) {
        StringBuilder text = new StringBuilder();
        List<String> lines = marked.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
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

    private static History history(List<String> lines) {
        if (lines.isEmpty()) {
            return new History.Unknown("the fixture has none");
        }
        List<History.Touch> touches = lines.stream().map(MarkedCase::touch).toList();
        Instant last =
                touches.stream().map(History.Touch::at).max(Instant::compareTo).orElseThrow();
        return new History.Known(last, touches.size(), touches);
    }

    private static History.Touch touch(String line) {
        String[] words = line.strip().split("\\s+", 2);
        return new History.Touch(
                words[1], LocalDate.parse(words[0]).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
