package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Results that tools print for people: wrk, ab, hey, k6, and reports of the kind {@code Label: value}. */
final class TextResults {

    private static final Pattern LABEL = Pattern.compile(
            "^[^A-Za-z0-9]*([A-Za-z0-9][A-Za-z0-9 _/()-]{1,40}?)[*_`]*\\s*[:=|][*_`|\\s]*([^|]*?)[|\\s]*$");
    private static final Pattern SILENT = Pattern.compile(
            "^[^A-Za-z0-9]*(?:error|error message|message|reason)\\s*(?:#?\\d+)?\\s*[:=]\\s*(?:\"\"|''|null|none|undefined)?\\s*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WRK_LATENCY =
            Pattern.compile("^\\s*(\\d{2}(?:\\.\\d+)?)%\\s+([0-9.]+)(us|ms|s|m)\\s*$");

    private TextResults() {}

    /** Every result of a text; reports of several runs repeat their labels. */
    static List<LoadTestResult> read(List<String> lines) {
        for (String line : lines) {
            if (line.startsWith("Running ") && line.contains(" test @ ")) {
                return wrk(lines).stream().toList();
            }
            if (line.startsWith("This is ApacheBench") || line.startsWith("Concurrency Level:")) {
                return ab(lines).stream().toList();
            }
            if (line.contains("http_req_duration") && line.contains("p(95)=")) {
                return k6(lines).stream().toList();
            }
            if (line.startsWith("Latency distribution:")) {
                return hey(lines).stream().toList();
            }
        }
        return labelled(lines);
    }

    private static Optional<LoadTestResult> wrk(List<String> lines) {
        Figures figures = new Figures("wrk").percentile(90);
        double failures = 0;
        int line = 1;
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i);
            int at = i + 1;
            first("^\\s*(\\d+) requests in ", text).ifPresent(value -> figures.put(Figure.REQUESTS, value, at));
            first("^Requests/sec:\\s*([0-9.]+)", text)
                    .ifPresent(value -> figures.put(Figure.REQUESTS_PER_SECOND, value, at));
            Optional<Double> refused = first("Non-2xx or 3xx responses: (\\d+)", text);
            line = refused.isPresent() ? at : line;
            failures += refused.orElse(0.0) + socketErrors(text);
            Matcher latency = WRK_LATENCY.matcher(text);
            if (latency.matches() && latency.group(1).matches("90(\\.0+)?")) {
                figures.put(Figure.P95_MILLIS, Double.parseDouble(latency.group(2)) * millis(latency.group(3)), at);
            }
        }
        return figures.put(Figure.FAILURES, failures, line).result();
    }

    private static double socketErrors(String text) {
        Matcher errors = Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)")
                .matcher(text);
        double sum = 0;
        for (int group = 1; group <= 4 && errors.find(0); group++) {
            sum += Double.parseDouble(errors.group(group));
        }
        return sum;
    }

    private static double millis(String unit) {
        return switch (unit) {
            case "us" -> 0.001;
            case "s" -> 1000;
            case "m" -> 60_000;
            default -> 1;
        };
    }

    private static Optional<LoadTestResult> ab(List<String> lines) {
        Figures figures = new Figures("ab");
        double refused = 0;
        double failed = 0;
        int line = 1;
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i);
            int at = i + 1;
            first("^Complete requests:\\s*(\\d+)", text).ifPresent(value -> figures.put(Figure.REQUESTS, value, at));
            first("^Requests per second:\\s*([0-9.]+)", text)
                    .ifPresent(value -> figures.put(Figure.REQUESTS_PER_SECOND, value, at));
            first("^\\s*95%\\s+([0-9.]+)", text).ifPresent(value -> figures.put(Figure.P95_MILLIS, value, at));
            Optional<Double> failures = first("^Failed requests:\\s*(\\d+)", text);
            line = failures.isPresent() ? at : line;
            failed += failures.orElse(0.0);
            refused += first("^Non-2xx responses:\\s*(\\d+)", text).orElse(0.0);
        }
        // A refused request may also count as failed, because its length differs.
        return figures.put(Figure.FAILURES, Math.max(failed, refused), line).result();
    }

    private static Optional<LoadTestResult> hey(List<String> lines) {
        Figures figures = new Figures("hey");
        double failures = 0;
        double all = 0;
        boolean errors = false;
        int line = 1;
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i);
            int at = i + 1;
            errors |= text.startsWith("Error distribution:");
            line = errors && line == 1 ? at : line;
            first("^\\s*Requests/sec:\\s*([0-9.]+)", text)
                    .ifPresent(value -> figures.put(Figure.REQUESTS_PER_SECOND, value, at));
            first("^\\s*95%+ in ([0-9.]+) secs", text)
                    .ifPresent(value -> figures.put(Figure.P95_MILLIS, value * 1000, at));
            double answered =
                    first("^\\s*\\[\\d{3}\\]\\s+(\\d+) responses", text).orElse(0.0);
            double failed = errors ? first("^\\s*\\[(\\d+)\\]\\s", text).orElse(0.0) : 0;
            boolean refused = text.matches("^\\s*\\[[45]\\d\\d\\]\\s+\\d+ responses.*");
            all += answered + failed;
            failures += failed + (refused ? answered : 0);
        }
        return figures.put(Figure.REQUESTS, all, 1)
                .put(Figure.FAILURES, failures, line)
                .result();
    }

    private static Optional<LoadTestResult> k6(List<String> lines) {
        Figures figures = new Figures("k6");
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i);
            int at = i + 1;
            first("http_reqs[.: ]+(\\d+) ", text).ifPresent(value -> figures.put(Figure.REQUESTS, value, at));
            first("http_reqs[.: ]+\\d+\\s+([0-9.]+)/s", text)
                    .ifPresent(value -> figures.put(Figure.REQUESTS_PER_SECOND, value, at));
            first("http_req_failed[.: ]+([0-9.]+)%", text)
                    .ifPresent(value -> figures.put(Figure.ERROR_PERCENT, value, at));
            Matcher p95 = Pattern.compile("http_req_duration[.: ]+.*p\\(95\\)=([0-9.]+[a-zµ]+)(\\s|$)")
                    .matcher(text);
            if (p95.find()) {
                Labels.value(Figure.P95_MILLIS, p95.group(1))
                        .ifPresent(value -> figures.put(Figure.P95_MILLIS, value, at));
            }
        }
        return figures.result();
    }

    /** Needs the number of requests and what became of them, so that a list of targets is not taken for a result. */
    private static List<LoadTestResult> labelled(List<String> lines) {
        List<LoadTestResult> results = new ArrayList<>();
        Figures figures = new Figures("text");
        int silent = 0;
        int silentLine = 1;
        for (int i = 0; i < lines.size(); i++) {
            if (SILENT.matcher(lines.get(i)).matches()) {
                silentLine = silent++ == 0 ? i + 1 : silentLine;
            }
            Matcher label = LABEL.matcher(lines.get(i));
            Optional<Figure> figure = label.matches() ? Labels.figure(label.group(1)) : Optional.empty();
            if (figure.isEmpty()) {
                continue;
            }
            if (figure.get() == Figure.REQUESTS && figures.has(Figure.REQUESTS)) {
                complete(figures, silent, silentLine).ifPresent(results::add);
                figures = new Figures("text");
                silent = 0;
            }
            Optional<Double> value = Labels.value(figure.get(), label.group(2));
            if (value.isPresent()) {
                figures.put(figure.get(), value.get(), i + 1);
            }
        }
        complete(figures, silent, silentLine).ifPresent(results::add);
        return results;
    }

    private static Optional<LoadTestResult> complete(Figures figures, int silent, int line) {
        boolean outcome =
                figures.has(Figure.FAILURES) || figures.has(Figure.SUCCESSES) || figures.has(Figure.ERROR_PERCENT);
        if (!figures.has(Figure.REQUESTS) || !outcome) {
            return Optional.empty();
        }
        return (silent == 0 ? figures : figures.put(Figure.SILENT_FAILURES, silent, line)).result();
    }

    private static Optional<Double> first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? Optional.of(Double.valueOf(matcher.group(1))) : Optional.empty();
    }
}
