package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the failures of a printed report behind which no text stands. */
final class SilentText {

    private static final Pattern NOTHING = Pattern.compile(
            "^[^A-Za-z0-9]*(?:error|error message|message|reason)\\s*(?:#?\\d+)?\\s*[:=]\\s*(?:\"\"|''|null|none|undefined|\\[object Object])?\\s*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADING =
            Pattern.compile("^[^A-Za-z0-9]*(?:\\w+ )?(?:errors|failures)\\b[^:]*:?\\W*$", Pattern.CASE_INSENSITIVE);
    /** An empty text with its count, as in a list of errors by their text. */
    private static final Pattern COUNT = Pattern.compile(
            "^\\s*[-*•]?\\s*(?:\"\"|''|``|undefined|null|\\[object Object])?\\s*:\\s*(\\d[\\d,]*)(?: times| occurrences| requests)?\\s*$");
    /** How far a list of errors reaches below its heading. */
    private static final int LIST = 10;

    private int count;
    private int first;
    private int heading = -LIST;

    void line(Line line) {
        if (HEADING.matcher(line.text()).matches()) {
            heading = line.number();
            return;
        }
        Matcher counted = COUNT.matcher(line.text());
        if (line.number() - heading <= LIST && counted.matches()) {
            add(Integer.parseInt(counted.group(1).replace(",", "")), line.number());
        } else if (NOTHING.matcher(line.text()).matches()) {
            add(1, line.number());
        }
    }

    private void add(int more, int line) {
        first = count == 0 ? line : first;
        count += more;
    }

    void into(Figures figures) {
        if (count > 0) {
            figures.put(Figure.SILENT_FAILURES, count, first);
        }
    }
}
