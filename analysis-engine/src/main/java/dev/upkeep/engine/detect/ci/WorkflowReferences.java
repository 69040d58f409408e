package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the expressions of a job refer to. Syntax: GitHub's reference of expressions and contexts; names are compared
 * without regard to case, as GitHub does.
 */
final class WorkflowReferences {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{(.*?)\\}\\}", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern REFERENCE =
            Pattern.compile("(?<![\\w.\\]-])(?i:(matrix|needs|steps|jobs|(?:github\\.event\\.)?inputs))\\.([\\w-]+)"
                    + "(?:\\.([\\w-]+)(?:\\.([\\w-]+))?)?");

    private WorkflowReferences() {}

    /** The contexts whose members a workflow defines itself. */
    enum Kind {
        MATRIX,
        NEEDS,
        STEPS,
        JOBS,
        INPUTS
    }

    /**
     * One reference.
     *
     * @param written as it stands in the expression
     * @param line where the value begins in which it stands
     * @param name of the key, job, step or input
     * @param property what is asked of it, such as {@code result}; null where nothing is
     * @param output which of its outputs; null where none is
     */
    record Reference(
            String written,
            int line,
            Kind kind,
            String name,
            @Nullable String property,
            @Nullable String output) {

        private static Reference of(MatchResult found, int line) {
            String context = found.group(1).toLowerCase(Locale.ROOT);
            Kind kind =
                    Kind.valueOf(context.substring(context.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT));
            return new Reference(found.group(), line, kind, found.group(2), found.group(3), found.group(4));
        }
    }

    /** All of them in a value and what it holds, in the order of the file. */
    static Stream<Reference> in(Value value) {
        return Stream.of(
                        value.text().stream().flatMap(text -> ofText(text, value.line())),
                        value.items().stream().flatMap(WorkflowReferences::in),
                        value.entries().stream().flatMap(WorkflowReferences::ofEntry))
                .flatMap(each -> each);
    }

    /** A condition is an expression without being marked as one. */
    private static Stream<Reference> ofEntry(Entry entry) {
        String text = entry.value().text().orElse("");
        return entry.key().equals("if") && !text.contains("${{")
                ? ofExpression(text, entry.value().line())
                : in(entry.value());
    }

    private static Stream<Reference> ofText(String text, int line) {
        return text.contains("${{")
                ? EXPRESSION.matcher(text).results().flatMap(found -> ofExpression(found.group(1), line))
                : Stream.empty();
    }

    private static Stream<Reference> ofExpression(String expression, int line) {
        return REFERENCE
                .matcher(TEXT.matcher(expression).replaceAll("''"))
                .results()
                .map(found -> Reference.of(found, line));
    }
}
