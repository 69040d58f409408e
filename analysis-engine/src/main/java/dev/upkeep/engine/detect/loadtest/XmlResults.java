package dev.upkeep.engine.detect.loadtest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JMeter's JTL as XML: one {@code sample} or {@code httpSample} element per request, times in milliseconds. A sample in
 * another one is a part of it: a redirect, a picture, a step of a transaction.
 */
final class XmlResults {

    private static final Pattern TAG = Pattern.compile("<(/?)(?:httpS|s)ample\\b([^>]*?)(/?)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private XmlResults() {}

    static Optional<LoadTestResult> read(List<String> lines) {
        if (lines.stream().limit(5).noneMatch(line -> line.contains("<testResults"))) {
            return Optional.empty();
        }
        JmeterSamples samples = new JmeterSamples();
        int depth = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher tag = TAG.matcher(lines.get(i));
            while (tag.find()) {
                if (!tag.group(1).isEmpty()) {
                    depth--;
                    continue;
                }
                if (depth == 0) {
                    add(samples, tag.group(2), i + 1);
                }
                depth += tag.group(3).isEmpty() ? 1 : 0;
            }
        }
        return samples.result();
    }

    private static void add(JmeterSamples samples, String attributes, int line) {
        samples.add(
                number(attributes, "t"),
                number(attributes, "ts"),
                attribute(attributes, "s").equals("false"),
                attribute(attributes, "rc").isBlank()
                        && attribute(attributes, "rm").isBlank(),
                line);
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
