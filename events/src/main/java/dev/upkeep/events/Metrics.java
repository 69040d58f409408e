package dev.upkeep.events;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures of the repository that are no findings.
 *
 * @param languages largest first
 * @param commits commits reachable from the analysed one; null where the history is shallow or missing
 * @param engine how the result was computed: parser core, thread count, notes that the report must state
 * @param measures measured values against which the targets are held, such as load-test figures
 */
public record Metrics(
        List<LanguageMetrics> languages,
        @Nullable Integer commits,
        Map<String, String> engine,
        List<Measure> measures) {

    /** Lines by kind for one language; {@code code} excludes blank lines and comments. */
    public record LanguageMetrics(String name, int files, int lines, int code) {}

    /**
     * One measured value and the target that it is held against.
     *
     * @param name such as {@code p95 latency}
     * @param actual null where nothing was measured
     * @param comparison {@code <} where smaller is better, {@code >} where larger is
     * @param source the file, and where in it, that the value was read from
     */
    public record Measure(
            String name, double target, @Nullable Double actual, String unit, String comparison, String source) {}
}
