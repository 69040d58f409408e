package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.facts.FileFacts.Link;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one load test measured, whichever tool wrote it.
 *
 * @param tool that wrote it, or {@code text} and {@code JSON} for hand-made reports
 * @param figures what it says, each with its line
 * @param percentile which percentile {@link Figure#P95_MILLIS} is: 95, or 90 where the tool does not tell the 95th, which
 *     is then at least as high
 */
record LoadTestResult(String tool, Map<Figure, Measured> figures, int percentile) {

    /** The kind of link that carries a result in the facts of its file. */
    static final String LINK = "load-test-result";

    LoadTestResult {
        figures = Map.copyOf(figures);
    }

    /** What a load test may tell. */
    enum Figure {
        REQUESTS,
        FAILURES,
        SUCCESSES,
        /** 0 to 100. */
        ERROR_PERCENT,
        /** 0 to 100. */
        SUCCESS_PERCENT,
        P95_MILLIS,
        REQUESTS_PER_SECOND,
        CPU_PERCENT,
        MEMORY_MEGABYTES,
        /** Failures that come without any text. */
        SILENT_FAILURES
    }

    /** A value and the line that says it. */
    record Measured(double value, int line) {}

    Optional<Measured> figure(Figure figure) {
        return Optional.ofNullable(figures.get(figure));
    }

    Optional<Measured> requests() {
        return figure(Figure.REQUESTS);
    }

    /** Failed requests: as told, or what is left of all requests without the successful ones. */
    Optional<Measured> failures() {
        return figure(Figure.FAILURES)
                .or(() -> figure(Figure.SUCCESSES)
                        .flatMap(good -> requests()
                                .map(all -> new Measured(Math.max(0, all.value() - good.value()), good.line()))));
    }

    /** Share of failed requests in percent: counted where the counts are there, else as told. */
    Optional<Measured> errorPercent() {
        return requests()
                .filter(all -> all.value() > 0)
                .flatMap(all ->
                        failures().map(bad -> new Measured(Math.min(100, 100 * bad.value() / all.value()), bad.line())))
                .or(() -> figure(Figure.ERROR_PERCENT))
                .or(() -> figure(Figure.SUCCESS_PERCENT)
                        .map(good -> new Measured(Math.max(0, 100 - good.value()), good.line())));
    }

    /** Whether there were requests and none of them succeeded: times and rates then measure nothing. */
    boolean allFailed() {
        return requests().filter(all -> all.value() > 0).isPresent()
                && errorPercent().filter(share -> share.value() >= 100).isPresent();
    }

    /**
     * The result with its counts made to agree; empty where they contradict each other. Some count only what was
     * answered as a request, and what failed besides.
     */
    Optional<LoadTestResult> consistent() {
        Optional<Measured> all = requests();
        Optional<Measured> bad = figure(Figure.FAILURES);
        if (all.isEmpty() || bad.isEmpty()) {
            return Optional.of(this);
        }
        double good = figure(Figure.SUCCESSES).map(Measured::value).orElse(0.0);
        if (bad.get().value() > 0 && good == all.get().value()) {
            Map<Figure, Measured> agreed = new EnumMap<>(figures);
            agreed.put(
                    Figure.REQUESTS,
                    new Measured(good + bad.get().value(), all.get().line()));
            return Optional.of(new LoadTestResult(tool, agreed, percentile));
        }
        return bad.get().value() > all.get().value() ? Optional.empty() : Optional.of(this);
    }

    Link toLink() {
        Map<String, String> attributes = new TreeMap<>();
        figures.forEach((figure, measured) -> attributes.put(figure.name(), measured.value() + "@" + measured.line()));
        int line = figures.values().stream().mapToInt(Measured::line).min().orElse(1);
        return new Link(LINK, tool, List.of(String.valueOf(percentile)), line, attributes);
    }

    static LoadTestResult of(Link link) {
        Map<Figure, Measured> figures = new EnumMap<>(Figure.class);
        link.attributes().forEach((name, text) -> {
            int at = text.indexOf('@');
            figures.put(
                    Figure.valueOf(name),
                    new Measured(Double.parseDouble(text.substring(0, at)), Integer.parseInt(text.substring(at + 1))));
        });
        return new LoadTestResult(
                link.target(), figures, Integer.parseInt(link.names().getFirst()));
    }
}
