package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hand-made reports as JSON. An object is a result when its names tell how many requests there were and what became of
 * them; objects inside it may tell the times.
 */
final class LabelledJson {

    private static final int DEEPEST = 4;

    private LabelledJson() {}

    static List<LoadTestResult> read(Value root) {
        List<LoadTestResult> results = new ArrayList<>();
        search(root, 0, results);
        return List.copyOf(results);
    }

    private static void search(Value value, int depth, List<LoadTestResult> results) {
        if (depth > DEEPEST) {
            return;
        }
        Optional<LoadTestResult> result = result(value);
        if (result.isPresent()) {
            results.add(result.get());
            return;
        }
        value.entries().forEach(entry -> search(entry.value(), depth + 1, results));
        value.items().forEach(item -> search(item, depth + 1, results));
    }

    private static Optional<LoadTestResult> result(Value value) {
        Figures figures = new Figures("JSON");
        value.entries().forEach(entry -> collect(entry, entry.key(), figures));
        boolean outcome = figures.has(Figure.FAILURES) || figures.has(Figure.SUCCESSES);
        if (!figures.has(Figure.REQUESTS) || !outcome) {
            return Optional.empty();
        }
        value.entries()
                .forEach(entry -> entry.value().entries().forEach(inner -> {
                    collect(inner, inner.key(), figures);
                    collect(inner, entry.key() + inner.key(), figures);
                }));
        value.get("errors").ifPresent(errors -> silent(errors, figures));
        return figures.result();
    }

    /** Shares are counted from the numbers: whether 0.5 means half or half a percent, nobody says. */
    private static void collect(Entry entry, String label, Figures figures) {
        Optional<Figure> figure = Labels.figure(label).filter(each -> each != Figure.ERROR_PERCENT);
        Optional<Double> number = entry.value()
                .number()
                .or(() -> figure.flatMap(each -> entry.value().string().flatMap(text -> Labels.value(each, text))));
        if (figure.isPresent() && number.isPresent()) {
            figures.put(figure.get(), number.get(), entry.value().line());
        }
    }

    private static void silent(Value errors, Figures figures) {
        long listed = errors.items().stream().filter(LabelledJson::saysNothing).count();
        double counted = errors.entries().stream()
                .filter(entry -> entry.key().isBlank())
                .mapToDouble(entry -> entry.value().number().orElse(1.0))
                .sum();
        if (listed + counted > 0) {
            figures.put(Figure.SILENT_FAILURES, listed + counted, errors.line());
        }
    }

    private static boolean saysNothing(Value error) {
        if (error.isMapping()) {
            return List.of("error", "message", "reason", "code", "status", "statusCode").stream()
                    .map(error::get)
                    .flatMap(Optional::stream)
                    .allMatch(value ->
                            value.text().filter(text -> !text.isBlank()).isEmpty() && !value.isMapping());
        }
        return error.string().filter(String::isBlank).isPresent();
    }
}
