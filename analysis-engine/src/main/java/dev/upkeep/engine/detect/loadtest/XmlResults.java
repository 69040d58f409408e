package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JMeter's JTL as XML: one {@code sample} or {@code httpSample} element per request, times in milliseconds. */
final class XmlResults {

    private static final Pattern SAMPLE = Pattern.compile("<(?:httpS|s)ample\\s([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private XmlResults() {}

    static Optional<LoadTestResult> read(List<String> lines) {
        if (lines.stream().limit(5).noneMatch(line -> line.contains("<testResults"))) {
            return Optional.empty();
        }
        List<Double> elapsed = new ArrayList<>();
        double first = Double.MAX_VALUE;
        double last = 0;
        int failures = 0;
        int firstFailure = 1;
        for (int i = 0; i < lines.size(); i++) {
            Matcher sample = SAMPLE.matcher(lines.get(i));
            while (sample.find()) {
                double time = number(sample.group(1), "t");
                double start = number(sample.group(1), "ts");
                elapsed.add(time);
                first = Math.min(first, start);
                last = Math.max(last, start + time);
                if (attribute(sample.group(1), "s").equals("false")) {
                    firstFailure = failures++ == 0 ? i + 1 : firstFailure;
                }
            }
        }
        return elapsed.isEmpty()
                ? Optional.empty()
                : new Figures("JMeter")
                        .put(Figure.REQUESTS, elapsed.size(), 1)
                        .put(Figure.FAILURES, failures, firstFailure)
                        .samples(elapsed, (last - first) / 1000, 1)
                        .result();
    }

    private static String attribute(String attributes, String name) {
        Matcher attribute = ATTRIBUTE.matcher(attributes);
        while (attribute.find()) {
            if (attribute.group(1).equals(name)) {
                return attribute.group(2);
            }
        }
        return "";
    }

    private static double number(String attributes, String name) {
        String text = attribute(attributes, name);
        return text.matches("\\d{1,18}") ? Double.parseDouble(text) : 0;
    }
}
