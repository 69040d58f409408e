package dev.upkeep.engine.detect.loadtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a result as it is meant to be read: without colours, and only what a terminal leaves standing of it.
 *
 * @param number 1-based, as Git counts lines
 */
record Line(int number, String text) {

    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;?]*[A-Za-z]");
    private static final Pattern RETURNS = Pattern.compile("\r+$");
    /** What a k6 script prints itself. */
    private static final Pattern CONSOLE = Pattern.compile("^time=\\S+ level=\\w+ msg=\"(.*)\" source=console$");

    static List<Line> of(String text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            lines.add(new Line(++number, clean(line)));
        }
        return List.copyOf(lines);
    }

    private static String clean(String line) {
        // Windows ends a line with a return, some tools there with two; elsewhere a bar of progress overwrites its
        // line.
        String shown = RETURNS.matcher(line).replaceFirst("");
        shown = shown.substring(shown.lastIndexOf('\r') + 1);
        shown = COLOUR.matcher(shown).replaceAll("").replace('│', '|').replace('┃', '|');
        Matcher console = CONSOLE.matcher(shown);
        return console.matches() ? console.group(1) : shown;
    }

    /** The first match of a pattern in some lines, and where. */
    static Optional<Match> first(List<Line> lines, Pattern pattern) {
        for (Line line : lines) {
            Matcher matcher = pattern.matcher(line.text());
            if (matcher.find()) {
                return Optional.of(new Match(line.number(), matcher));
            }
        }
        return Optional.empty();
    }

    /** The last match of a pattern in some lines, and where. */
    static Optional<Match> last(List<Line> lines, Pattern pattern) {
        return first(lines.reversed(), pattern);
    }

    /** A match and its line. */
    record Match(int line, Matcher matcher) {

        double number(int group) {
            return Double.parseDouble(matcher.group(group));
        }
    }
}
