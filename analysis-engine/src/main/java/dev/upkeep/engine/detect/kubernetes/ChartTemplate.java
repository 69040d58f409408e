package dev.upkeep.engine.detect.kubernetes;

import dev.upkeep.engine.document.Value;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template of a Helm chart, filled in as far as its values can be looked up. Lines keep their numbers; what cannot be
 * looked up becomes {@link #UNKNOWN}.
 */
public final class ChartTemplate {

    /** Stands for what only Helm could say; no port, no name and no image looks like it. */
    public static final String UNKNOWN = "$unknown";

    private static final Pattern ALTERNATIVE = Pattern.compile("\\{\\{-?\\s*else\\b");
    private static final Pattern DIRECTIVE = Pattern.compile("(?m)^[ \\t]*\\{\\{(?:(?!\\}\\}).)*\\}\\}[ \\t]*$");
    private static final Pattern COMMENT = Pattern.compile("(?s)\\{\\{-?\\s*/\\*.*?\\*/\\s*-?\\}\\}");
    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{-?\\s*((?:(?!\\}\\}).)*?)\\s*-?\\}\\}");
    private static final Pattern LOOK_UP = Pattern.compile(
            "\\.(Values|Chart)\\.([\\w.]+)(?:\\s*\\|\\s*default\\s+(\\S+))?(?:\\s*\\|\\s*(?:quote|squote|int|int64|toString))*");
    private static final Pattern LITERAL = Pattern.compile("\"?([\\w./-]+)\"?");

    private final Value values;
    private final Value chart;

    ChartTemplate(Value values, Value chart) {
        this.values = values;
        this.chart = chart;
    }

    /** Empty where parts of the text exclude each other, so that it cannot be read as it stands. */
    Optional<String> filled(String text) {
        if (ALTERNATIVE.matcher(text).find()) {
            return Optional.empty();
        }
        String plain = COMMENT.matcher(text)
                .replaceAll(comment -> "\n".repeat((int) comment.group().lines().count() - 1));
        String statements = DIRECTIVE.matcher(plain).replaceAll("");
        return Optional.of(EXPRESSION
                .matcher(statements)
                .replaceAll(
                        each -> Matcher.quoteReplacement(value(each.group(1)).orElse(UNKNOWN))));
    }

    private Optional<String> value(String expression) {
        Matcher lookUp = LOOK_UP.matcher(expression);
        if (!lookUp.matches()) {
            return Optional.empty();
        }
        String path = lookUp.group(2);
        // Templates write the keys of the chart itself with a capital.
        Optional<Value> found = lookUp.group(1).equals("Values")
                ? values.at(path.split("\\.", -1))
                : chart.get(path.substring(0, 1).toLowerCase(Locale.ROOT) + path.substring(1));
        return found.flatMap(Value::text)
                .filter(text -> !text.isEmpty())
                .or(() -> Optional.ofNullable(lookUp.group(3)).flatMap(this::otherwise));
    }

    private Optional<String> otherwise(String expression) {
        Matcher literal = LITERAL.matcher(expression);
        return literal.matches() && !expression.startsWith(".") ? Optional.of(literal.group(1)) : value(expression);
    }
}
