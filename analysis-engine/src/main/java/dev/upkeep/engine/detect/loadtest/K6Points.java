package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import dev.upkeep.engine.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What k6 writes while it runs ({@code --out json}): one object for each measured point. */
final class K6Points {

    private K6Points() {}

    static Optional<LoadTestResult> read(List<Value> documents) {
        double failures = 0;
        int failed = 1;
        double requests = 0;
        List<Double> times = new ArrayList<>();
        for (Value point : documents) {
            if (!is(point, "type", "Point")) {
                continue;
            }
            double value = point.at("data", "value").flatMap(Value::number).orElse(0.0);
            if (is(point, "metric", "http_reqs")) {
                requests += value;
            } else if (is(point, "metric", "http_req_duration")) {
                times.add(value);
            } else if (is(point, "metric", "http_req_failed") && value > 0) {
                failed = failures == 0 ? point.line() : failed;
                failures += value;
            }
        }
        return times.isEmpty()
                ? Optional.empty()
                : new Figures("k6")
                        .put(Figure.REQUESTS, requests, 1)
                        .put(Figure.FAILURES, failures, failed)
                        .samples(times, 0, 1)
                        .result();
    }

    private static boolean is(Value point, String key, String wanted) {
        return point.get(key).flatMap(Value::string).filter(wanted::equals).isPresent();
    }
}
