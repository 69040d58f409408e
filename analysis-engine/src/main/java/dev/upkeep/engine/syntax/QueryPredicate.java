package dev.upkeep.engine.syntax;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.regex.Matcher;

/**
 * A condition on the text of what was captured; where a name captured several nodes, it must hold for each. Patterns are
 * matched in linear time, over the first {@value #LONGEST_TEXT} characters of a node.
 *
 * @param capture whose text is asked for
 * @param negated whether it must not hold
 * @param test what must hold
 */
record QueryPredicate(String capture, boolean negated, Test test) {

    /** Longer texts are cut: an identifier, a string or a call is what somebody asks for. */
    static final int LONGEST_TEXT = 4_000;

    private static final int LONGEST_PATTERN = 300;
    private static final int MOST_REPEATS = 1_000;
    private static final java.util.regex.Pattern REPEAT =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

    /** What is asked of a text. */
    sealed interface Test {

        /** One of these. */
        record OneOf(List<String> values) implements Test {}

        /** The same as another captured node. */
        record SameAs(String capture) implements Test {}

        /** Holds a place that fits. */
        record Fits(Pattern pattern) implements Test {}
    }

    /**
     * One argument as it was written.
     *
     * @param capture whether it is a capture's name, not a string
     */
    record Argument(boolean capture, String value) {}

    /** @throws InvalidQueryException where it is none that we know */
    static QueryPredicate of(int line, String operator, List<Argument> arguments) throws InvalidQueryException {
        boolean negated = operator.startsWith("not-");
        String name = negated ? operator.substring("not-".length()) : operator;
        if (arguments.size() < 2 || !arguments.getFirst().capture()) {
            throw new InvalidQueryException(line, "#" + operator + " needs a capture and then what it is held against");
        }
        List<Argument> rest = arguments.subList(1, arguments.size());
        Test test = switch (name) {
            case "eq?" -> sameOrEqual(line, operator, rest);
            case "match?" ->
                new Test.Fits(pattern(line, one(line, operator, rest).value()));
            case "any-of?" -> new Test.OneOf(rest.stream().map(Argument::value).toList());
            default ->
                throw new InvalidQueryException(
                        line,
                        "#" + operator + " is not known; known are #eq? #match? #any-of?"
                                + " and #not-eq? #not-match? #not-any-of?");
        };
        return new QueryPredicate(arguments.getFirst().value(), negated, test);
    }

    /** Whether it holds for one text of its capture, with the texts of the other capture that it names. */
    boolean holds(String text, List<String> others) {
        boolean held = switch (test) {
            case Test.OneOf(List<String> values) -> values.contains(text);
            case Test.SameAs _ -> others.stream().allMatch(text::equals);
            case Test.Fits(Pattern pattern) ->
                pattern.matcher(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT))
                        .find();
        };
        return held != negated;
    }

    private static Test sameOrEqual(int line, String operator, List<Argument> rest) throws InvalidQueryException {
        Argument other = one(line, operator, rest);
        return other.capture() ? new Test.SameAs(other.value()) : new Test.OneOf(List.of(other.value()));
    }

    private static Argument one(int line, String operator, List<Argument> rest) throws InvalidQueryException {
        if (rest.size() != 1) {
            throw new InvalidQueryException(line, "#" + operator + " takes a capture and one value");
        }
        return rest.getFirst();
    }

    private static Pattern pattern(int line, String text) throws InvalidQueryException {
        if (text.length() > LONGEST_PATTERN) {
            throw new InvalidQueryException(
                    line, "the pattern of #match? has more than " + LONGEST_PATTERN + " characters; make it shorter");
        }
        if (repeats(text) > MOST_REPEATS) {
            throw new InvalidQueryException(
                    line, "the pattern of #match? repeats more than " + MOST_REPEATS + " times; write + or * instead");
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException wrong) {
            throw new InvalidQueryException(
                    line, "the pattern of #match? cannot be read: " + wrong.getMessage() + " (RE2 syntax)");
        }
    }

    /** Counted repetitions are written out when a pattern is compiled, and nested ones multiply. */
    private static long repeats(String pattern) {
        long all = 1;
        Matcher repeat = REPEAT.matcher(pattern);
        while (repeat.find() && all <= MOST_REPEATS) {
            String most = repeat.group(2) == null || repeat.group(2).isEmpty() ? repeat.group(1) : repeat.group(2);
            all *= Math.max(1, Long.parseLong(most));
        }
        return all;
    }
}
