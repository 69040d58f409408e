package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Hand-made reports as JSON. An object is a result when its names tell how many requests there were and what became of
 * them; objects inside it, and where it is the only result those around it, may tell the times.
 */
final class LabelledJson {

    private static final int DEEPEST = 5;
    /** What is wished for, or was measured another time. */
    private static final Pattern ANOTHER = Pattern.compile(
            "(?i).*(target|threshold|config|option|expected|goal|limit|sla|slo|baseline|previous|criteria|requirement).*");
    /** What only measuring under load tells; an interface's own statistics know neither. */
    private static final Pattern LOAD = Pattern.compile(
            "(?i).*(concurren|virtual_?users|vus|duration|elapsed|total_?time|per_?sec|rps|throughput|p95|percentile).*");

    private final boolean namedLoad;
    private final List<Figures> found = new ArrayList<>();

    private LabelledJson(boolean namedLoad) {
        this.namedLoad = namedLoad;
    }

    /** @param namedLoad whether the path says that it is about load */
    static List<LoadTestResult> read(Value root, boolean namedLoad) {
        LabelledJson reader = new LabelledJson(namedLoad);
        reader.search(root, 0, speaksOfLoad(root));
        if (reader.found.size() == 1) {
            fill(root, reader.found.getFirst());
        }
        return reader.found.stream()
                .flatMap(each -> each.result().stream())
                .flatMap(result -> result.consistent().stream())
                .toList();
    }

    private void search(Value value, int depth, boolean load) {
        if (depth > DEEPEST) {
            return;
        }
        boolean known = load || speaksOfLoad(value);
        Optional<Figures> result = result(value, known);
        if (result.isPresent()) {
            found.add(result.get());
            return;
        }
        value.entries().stream()
                .filter(entry -> !ANOTHER.matcher(entry.key()).matches())
                .forEach(entry -> search(entry.value(), depth + 1, known));
        value.items().forEach(item -> search(item, depth + 1, known));
    }

    private static boolean speaksOfLoad(Value value) {
        return value.entries().stream()
                .anyMatch(entry -> LOAD.matcher(entry.key()).matches());
    }

    private Optional<Figures> result(Value value, boolean load) {
        Figures figures = new Figures("JSON");
        value.entries().forEach(entry -> counts(entry, figures));
        boolean outcome = figures.has(Figure.FAILURES) || figures.has(Figure.SUCCESSES) || tellsShare(value);
        if (!figures.has(Figure.REQUESTS) || !outcome || !(namedLoad || load)) {
            return Optional.empty();
        }
        fill(value, figures);
        SilentJson.count(value, figures);
        return Optional.of(figures);
    }

    /** Beside a count of requests, {@code success} and {@code errors} are counts as well. */
    private static void counts(Entry entry, Figures figures) {
        Optional<Figure> plain = entry.value().number().flatMap(number -> switch (entry.key()) {
            case "success" -> Optional.of(Figure.SUCCESSES);
            case "errors" -> Optional.of(Figure.FAILURES);
            default -> Optional.<Figure>empty();
        });
        plain.or(() -> Labels.figure(entry.key())
                        .filter(figure ->
                                figure == Figure.REQUESTS || figure == Figure.FAILURES || figure == Figure.SUCCESSES))
                .ifPresent(figure -> JsonFigure.read(figure, entry.key(), entry.value())
                        .ifPresent(value ->
                                figures.put(figure, value, entry.value().line())));
    }

    private static boolean tellsShare(Value value) {
        return value.entries().stream()
                .flatMap(entry -> Labels.figure(entry.key()).stream())
                .anyMatch(figure -> figure == Figure.ERROR_PERCENT || figure == Figure.SUCCESS_PERCENT);
    }

    /** Times and rates of an object and the objects inside it; where two of them differ, neither is that of the run. */
    private static void fill(Value value, Figures figures) {
        Map<Figure, List<Entry>> told = new EnumMap<>(Figure.class);
        collect(value, "", 0, told);
        told.forEach((figure, entries) -> {
            List<Double> values = entries.stream()
                    .flatMap(entry -> JsonFigure.read(figure, entry.key(), entry.value()).stream())
                    .distinct()
                    .toList();
            if (values.size() == 1) {
                figures.put(
                        figure, values.getFirst(), entries.getFirst().value().line());
            }
        });
    }

    private static void collect(Value value, String path, int depth, Map<Figure, List<Entry>> told) {
        for (Entry entry : value.entries()) {
            String label = path + entry.key();
            boolean another = ANOTHER.matcher(entry.key()).matches();
            if (another || depth > DEEPEST) {
                continue;
            }
            Labels.figure(entry.key())
                    .or(() -> Labels.figure(label))
                    .filter(figure ->
                            figure != Figure.REQUESTS && figure != Figure.FAILURES && figure != Figure.SUCCESSES)
                    .ifPresent(figure -> told.computeIfAbsent(figure, _ -> new ArrayList<>())
                            .add(new Entry(label, entry.line(), entry.value())));
            collect(entry.value(), entry.key(), depth + 1, told);
        }
    }
}
