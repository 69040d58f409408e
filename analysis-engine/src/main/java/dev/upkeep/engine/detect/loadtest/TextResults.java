package dev.upkeep.engine.detect.loadtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Results that are printed for people: one by one for each run of a tool, or of the kind {@code Label: value}. */
final class TextResults {

    private TextResults() {}

    static List<LoadTestResult> read(List<Line> lines) {
        List<LoadTestResult> results = runs(lines);
        return results.isEmpty() ? LabelledText.read(lines) : results;
    }

    private static List<LoadTestResult> runs(List<Line> lines) {
        List<LoadTestResult> results = new ArrayList<>();
        Optional<ToolText> tool = Optional.empty();
        int start = 0;
        for (int i = 0; i < lines.size(); i++) {
            Optional<ToolText> next = ToolText.beginning(lines, i);
            if (next.isPresent()) {
                read(tool, lines.subList(start, i), results);
                tool = next;
                start = i;
            }
        }
        read(tool, lines.subList(start, lines.size()), results);
        LocustText.read(lines).ifPresent(results::add);
        return List.copyOf(results);
    }

    private static void read(Optional<ToolText> tool, List<Line> run, List<LoadTestResult> results) {
        tool.flatMap(known -> known.read(run)).ifPresent(results::add);
    }
}
