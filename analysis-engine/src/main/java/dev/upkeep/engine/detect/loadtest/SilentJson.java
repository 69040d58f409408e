package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Counts the failures that a hand-made report lists without a reason. */
final class SilentJson {

    private static final Pattern LIST = Pattern.compile(
            "(?i)(errors?|failures|failed)(list|details?|messages|log|samples|breakdown|types|counts?)?");
    private static final Set<String> REASONS = Set.of(
            "error",
            "errors",
            "message",
            "msg",
            "reason",
            "errormessage",
            "errormsg",
            "code",
            "errorcode",
            "status",
            "statuscode",
            "type",
            "errortype",
            "name",
            "detail",
            "details",
            "description",
            "cause",
            "stack",
            "errno");
    private static final Set<String> EMPTY = Set.of("", "undefined", "null", "none", "[object object]");

    private SilentJson() {}

    static void count(Value result, Figures figures) {
        for (Entry entry : result.entries()) {
            if (LIST.matcher(entry.key().replaceAll("[_-]", "")).matches()) {
                double silent = silent(entry.value());
                if (silent > 0) {
                    figures.put(Figure.SILENT_FAILURES, silent, entry.value().line());
                }
            }
        }
    }

    /** A list of failures, or how often each text occurred. */
    private static double silent(Value errors) {
        double listed = errors.items().stream()
                .filter(SilentJson::saysNothing)
                .mapToDouble(item -> item.get("count").flatMap(Value::number).orElse(1.0))
                .sum();
        double counted = errors.entries().stream()
                .filter(entry -> isEmpty(entry.key()))
                .mapToDouble(entry -> entry.value().number().orElse(1.0))
                .sum();
        return listed + counted;
    }

    /** An error written as an object without anything in it is how JSON shows one of JavaScript. */
    private static boolean saysNothing(Value error) {
        if (!error.isMapping()) {
            return error.string().filter(SilentJson::isEmpty).isPresent();
        }
        List<Entry> reasons = error.entries().stream()
                .filter(entry ->
                        REASONS.contains(entry.key().replaceAll("[_-]", "").toLowerCase(Locale.ROOT)))
                .toList();
        return error.entries().isEmpty()
                || (!reasons.isEmpty() && reasons.stream().allMatch(entry -> isNothing(entry.value())));
    }

    private static boolean isNothing(Value value) {
        boolean emptyObject = value.isMapping() && value.entries().isEmpty();
        boolean emptyText = !value.isMapping()
                && value.items().isEmpty()
                && value.text()
                        .filter(text -> !isEmpty(text) && !text.equals("0"))
                        .isEmpty();
        return emptyObject || emptyText;
    }

    private static boolean isEmpty(String text) {
        return EMPTY.contains(text.strip().toLowerCase(Locale.ROOT));
    }
}
