package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import dev.upkeep.engine.detect.loadtest.LoadTestResult.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reports of the kind {@code Label: value}, as hand-made scripts print them. One that tells how many requests there were
 * and what became of them is a result; a list of targets is none.
 */
final class LabelledText {

    private static final Pattern LABEL = Pattern.compile(
            "^[^A-Za-z0-9]*([A-Za-z0-9][A-Za-z0-9 _/()%-]{1,40}?)[*_`]*\\s*[:=|][*_`|\\s]*([^|]*?)[|\\s]*$");
    private static final Pattern HEADING =
            Pattern.compile("^[^A-Za-z0-9]*([A-Za-z][A-Za-z ()_/-]{2,40}?)[^A-Za-z0-9)]*$");
    private static final Pattern INLINE_95 =
            Pattern.compile("\\b[pP]95\\s*[=:]\\s*([0-9][0-9.,]*\\s*(?:ms|s|us|µs|ns))\\b");
    private static final Pattern SHARE = Pattern.compile("^([0-9][0-9,]*)\\s*(?:/|of|out of)\\s*([0-9][0-9,]*)\\b.*");
    /** What is wished for, or was measured another time. */
    private static final Pattern ANOTHER = Pattern.compile(
            "(?i)\\b(targets?|thresholds?|baseline|expected|goals?|previous|comparison|config\\w*|settings)\\b");
    /** Several pairs on one line. */
    private static final Pattern PAIRS = Pattern.compile("[,|;]\\s+(?=[A-Za-z])");
    /** What belongs together stands together. */
    private static final int NEAR = 15;

    private static final int REPORT = 40;

    private final List<LoadTestResult> results = new ArrayList<>();
    private Figures figures = new Figures("text");
    private SilentText silent = new SilentText();
    private String heading = "";

    private LabelledText() {}

    /** Every result of a text; reports of several runs repeat their labels. */
    static List<LoadTestResult> read(List<Line> lines) {
        LabelledText reader = new LabelledText();
        lines.forEach(reader::line);
        reader.complete();
        return List.copyOf(reader.results);
    }

    private void line(Line line) {
        silent.line(line);
        Matcher title = HEADING.matcher(line.text());
        if (title.matches()) {
            heading = title.group(1);
            if (ANOTHER.matcher(heading).find()) {
                complete();
            }
            return;
        }
        for (String part : PAIRS.split(line.text(), -1)) {
            pair(part, line.number());
        }
        Matcher inline = INLINE_95.matcher(line.text());
        if (inline.find() && !wished()) {
            Durations.parse(inline.group(1)).ifPresent(value -> put(Figure.P95_MILLIS, value, line.number()));
        }
    }

    private void pair(String text, int line) {
        Matcher label = LABEL.matcher(text);
        if (!label.matches() || wished()) {
            return;
        }
        Labels.figure(label.group(1))
                .or(() -> Labels.figure(heading + label.group(1)))
                .ifPresent(figure -> value(figure, label.group(2), line));
    }

    private boolean wished() {
        return ANOTHER.matcher(heading).find();
    }

    private void value(Figure figure, String text, int line) {
        if (figure == Figure.REQUESTS && figures.has(Figure.REQUESTS)) {
            complete();
        }
        Matcher share = SHARE.matcher(text);
        if ((figure == Figure.SUCCESSES || figure == Figure.FAILURES) && share.matches()) {
            Labels.value(figure, share.group(1)).ifPresent(value -> put(figure, value, line));
            Labels.value(figure, share.group(2)).ifPresent(value -> put(Figure.REQUESTS, value, line));
        } else {
            Labels.value(figure, text).ifPresent(value -> put(figure, value, line));
        }
    }

    /** What stands far from the count of requests tells of something else. */
    private void put(Figure figure, double value, int line) {
        boolean near = figures.get(Figure.REQUESTS)
                .map(Measured::line)
                .filter(requests -> line - requests > REPORT)
                .isEmpty();
        if (near) {
            figures.put(figure, value, line);
        }
    }

    private void complete() {
        Optional<Measured> outcome = figures.get(Figure.FAILURES)
                .or(() -> figures.get(Figure.SUCCESSES))
                .or(() -> figures.get(Figure.ERROR_PERCENT))
                .or(() -> figures.get(Figure.SUCCESS_PERCENT));
        Optional<Measured> requests = figures.get(Figure.REQUESTS);
        boolean together = requests.isPresent()
                && outcome.filter(
                                found -> Math.abs(found.line() - requests.get().line()) <= NEAR)
                        .isPresent();
        if (together) {
            silent.into(figures);
            figures.result().flatMap(LoadTestResult::consistent).ifPresent(results::add);
        }
        figures = new Figures("text");
        silent = new SilentText();
    }
}
