package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.Optional;

/** Results that tools write as JSON: k6, Gatling, Artillery, autocannon, vegeta. Recognised by what they hold. */
final class JsonResults {

    private static final double NANOS_PER_MILLI = 1e6;

    private JsonResults() {}

    static Optional<LoadTestResult> read(Value root) {
        if (root.at("metrics", "http_reqs").isPresent()) {
            return k6(root);
        }
        if (root.at("stats", "numberOfRequests").isPresent()) {
            return gatling(root.get("stats").orElseThrow());
        }
        if (root.get("numberOfRequests").isPresent() && root.get("percentiles3").isPresent()) {
            return gatling(root);
        }
        if (root.get("aggregate").filter(Value::isMapping).isPresent()) {
            return artillery(root.get("aggregate").orElseThrow());
        }
        if (root.get("non2xx").isPresent() && root.at("requests", "total").isPresent()) {
            return autocannon(root);
        }
        if (root.at("latencies", "95th").isPresent() && root.get("success").isPresent()) {
            return vegeta(root);
        }
        if (root.at("Total", "sampleCount").isPresent()) {
            return jmeter(root.get("Total").orElseThrow());
        }
        return Optional.empty();
    }

    /**
     * The file of {@code --summary-export} and what {@code handleSummary} gets, which puts each metric's numbers below
     * {@code values}. {@code http_req_failed} is a rate of being true, so its passes are the failed requests.
     */
    private static Optional<LoadTestResult> k6(Value root) {
        Value metrics = root.get("metrics").orElseThrow();
        Figures figures = new Figures("k6")
                .put(Figure.REQUESTS, k6(metrics, "http_reqs", "count"))
                .put(Figure.REQUESTS_PER_SECOND, k6(metrics, "http_reqs", "rate"))
                .put(Figure.P95_MILLIS, k6(metrics, "http_req_duration", "p(95)"))
                .put(Figure.ERROR_PERCENT, k6(metrics, "http_req_failed", "rate"), 100)
                .put(Figure.ERROR_PERCENT, k6(metrics, "http_req_failed", "value"), 100);
        return figures.result();
    }

    private static Optional<Value> k6(Value metrics, String metric, String name) {
        return metrics.at(metric, "values", name).or(() -> metrics.at(metric, name));
    }

    /** {@code stats.json} or {@code global_stats.json}; the third percentile is the 95th unless configured otherwise. */
    private static Optional<LoadTestResult> gatling(Value stats) {
        return new Figures("Gatling")
                .put(Figure.REQUESTS, stats.at("numberOfRequests", "total"))
                .put(Figure.FAILURES, stats.at("numberOfRequests", "ko"))
                .put(Figure.P95_MILLIS, stats.at("percentiles3", "total"))
                .put(Figure.REQUESTS_PER_SECOND, stats.at("meanNumberOfRequestsPerSecond", "total"))
                .result();
    }

    /** The statistics of a dashboard; the second percentile is the 95th unless configured otherwise. */
    private static Optional<LoadTestResult> jmeter(Value total) {
        return new Figures("JMeter")
                .put(Figure.REQUESTS, total.get("sampleCount"))
                .put(Figure.FAILURES, total.get("errorCount"))
                .put(Figure.P95_MILLIS, total.get("pct2ResTime"))
                .put(Figure.REQUESTS_PER_SECOND, total.get("throughput"))
                .result();
    }

    /** Version 2 counts by dotted names; version 1 had fields of their own. */
    private static Optional<LoadTestResult> artillery(Value aggregate) {
        return aggregate
                .get("counters")
                .map(counters -> artillery(aggregate, counters))
                .orElseGet(() -> artilleryOne(aggregate));
    }

    /** What was answered badly, and what was never answered; a failed expectation is about an answer already counted. */
    private static Optional<LoadTestResult> artillery(Value aggregate, Value counters) {
        double sent = number(counters, "http.requests");
        Entry worst = counters.entries().stream()
                .filter(entry -> entry.key().matches("http\\.codes\\.[45]\\d\\d|errors\\..*"))
                .findFirst()
                .orElseGet(() -> new Entry("", counters.line(), counters));
        double failures =
                sum(counters, "http\\.codes\\.[45]\\d\\d") + Math.max(0, sent - number(counters, "http.responses"));
        return sent == 0
                ? Optional.empty()
                : new Figures("Artillery")
                        .put(Figure.REQUESTS, counters.get("http.requests"))
                        .put(Figure.FAILURES, failures, worst.line())
                        .put(Figure.REQUESTS_PER_SECOND, aggregate.at("rates", "http.request_rate"))
                        .put(Figure.P95_MILLIS, aggregate.at("summaries", "http.response_time", "p95"))
                        .result();
    }

    /** Version 1 counts as completed what was answered. */
    private static Optional<LoadTestResult> artilleryOne(Value aggregate) {
        Optional<Value> completed = aggregate.get("requestsCompleted");
        double unanswered =
                aggregate.get("errors").map(errors -> sum(errors, ".*")).orElse(0.0);
        double refused =
                aggregate.get("codes").map(codes -> sum(codes, "[45]\\d\\d")).orElse(0.0);
        double answered = completed.flatMap(Value::number).orElse(0.0);
        return completed.isEmpty() || answered + unanswered == 0
                ? Optional.empty()
                : new Figures("Artillery")
                        .put(
                                Figure.REQUESTS,
                                answered + unanswered,
                                completed.get().line())
                        .put(
                                Figure.FAILURES,
                                refused + unanswered,
                                aggregate.get("codes").map(Value::line).orElse(aggregate.line()))
                        .put(Figure.REQUESTS_PER_SECOND, aggregate.at("rps", "mean"))
                        .put(Figure.P95_MILLIS, aggregate.at("latency", "p95"))
                        .result();
    }

    private static double sum(Value counters, String names) {
        return counters.entries().stream()
                .filter(entry -> entry.key().matches(names))
                .mapToDouble(entry -> entry.value().number().orElse(0.0))
                .sum();
    }

    /** Times in milliseconds; it tells the 90th and the 97.5th percentile and not the 95th. */
    private static Optional<LoadTestResult> autocannon(Value root) {
        double failures = number(root, "errors") + number(root, "non2xx");
        double requests = root.at("requests", "total").flatMap(Value::number).orElse(0.0) + number(root, "errors");
        int line = root.get("non2xx").map(Value::line).orElse(1);
        Figures figures = new Figures("autocannon")
                .put(
                        Figure.REQUESTS,
                        requests,
                        root.get("requests").map(Value::line).orElse(1))
                .put(Figure.FAILURES, failures, line)
                .put(Figure.REQUESTS_PER_SECOND, root.at("requests", "average"))
                .put(Figure.P95_MILLIS, root.at("latency", "p95"));
        return figures.has(Figure.P95_MILLIS)
                ? figures.result()
                : figures.put(Figure.P95_MILLIS, root.at("latency", "p90"))
                        .percentile(90)
                        .result();
    }

    /** Times in nanoseconds, success as a share of 1. */
    private static Optional<LoadTestResult> vegeta(Value root) {
        Value success = root.get("success").orElseThrow();
        Figures figures = new Figures("vegeta")
                .put(Figure.REQUESTS, root.get("requests"))
                .put(Figure.REQUESTS_PER_SECOND, root.get("throughput"))
                .put(Figure.P95_MILLIS, root.at("latencies", "95th"), 1 / NANOS_PER_MILLI);
        root.get("status_codes")
                .filter(codes -> !codes.entries().isEmpty())
                .ifPresent(codes ->
                        figures.put(Figure.FAILURES, sum(codes, "\\d+") - sum(codes, "[23]\\d\\d"), success.line()));
        success.number().ifPresent(share -> figures.put(Figure.ERROR_PERCENT, 100 * (1 - share), success.line()));
        root.get("errors").ifPresent(errors -> {
            boolean silent =
                    !errors.strings().isEmpty() && errors.strings().stream().allMatch(String::isBlank);
            double failed = number(root, "requests") * (1 - success.number().orElse(1.0));
            if (silent) {
                figures.put(Figure.SILENT_FAILURES, Math.rint(failed), errors.line());
            }
        });
        return figures.result();
    }

    private static double number(Value root, String key) {
        return root.get(key).flatMap(Value::number).orElse(0.0);
    }
}
