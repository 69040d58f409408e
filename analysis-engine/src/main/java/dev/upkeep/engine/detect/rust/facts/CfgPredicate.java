package dev.upkeep.engine.detect.rust.facts;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The condition of a {@code cfg} attribute, decided as far as one thing alone decides it (The Rust Reference, "Conditional
 * compilation"): whether tests are built, or whether a feature is there. What else a build may switch stays open.
 */
final class CfgPredicate {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z_]\\w*|\"[^\"]*\"|[(),=]");
    private static final Set<String> SET_BY_TESTS = Set.of("test", "doctest", "loom", "kani", "miri", "fuzzing");
    private static final Pattern FEATURE_OF_TESTS = Pattern.compile(
            "(.*[-_])?(unit|integration)?tests?(ing|[-_]?suite)?([-_](utils?|helpers?|support|only))?|mocks?|loom");

    /** Whether a condition holds. */
    enum Truth {
        YES,
        NO,
        OPEN
    }

    /** What is known of one option. */
    private interface Options {

        /** @param value without quotes; empty for an option without one */
        Truth of(String name, String value);
    }

    private final List<String> tokens;
    private final Options options;
    private int at;

    private CfgPredicate(String text, Options options) {
        this.tokens = TOKEN.matcher(text).results().map(MatchResult::group).toList();
        this.options = options;
    }

    /**
     * Whether code under this condition is compiled for tests alone.
     *
     * @param arguments of the attribute, with the parentheses around them
     */
    static boolean isTestOnly(String arguments) {
        return whereTests(arguments, false) == Truth.NO && whereTests(arguments, true) != Truth.NO;
    }

    private static Truth whereTests(String arguments, boolean testing) {
        return decide(arguments, (name, value) -> {
            boolean ofTests = value.isEmpty()
                    ? SET_BY_TESTS.contains(name)
                    : name.equals("feature") && FEATURE_OF_TESTS.matcher(value).matches();
            return ofTests ? truth(testing) : Truth.OPEN;
        });
    }

    /** What a condition comes to where a feature is never on. */
    static Truth without(String feature, String arguments) {
        return decide(
                arguments, (name, value) -> name.equals("feature") && value.equals(feature) ? Truth.NO : Truth.OPEN);
    }

    /** The features that a condition names; of {@code cfg_attr} the condition is the first argument. */
    static Set<String> features(String arguments) {
        Set<String> found = new LinkedHashSet<>();
        decide(arguments, (name, value) -> {
            if (name.equals("feature") && !value.isEmpty()) {
                found.add(value);
            }
            return Truth.OPEN;
        });
        return found;
    }

    private static Truth decide(String arguments, Options options) {
        CfgPredicate predicate = new CfgPredicate(arguments, options);
        predicate.skip("(");
        return predicate.predicate();
    }

    private Truth predicate() {
        String name = next();
        if (skip("(")) {
            return combined(name);
        }
        return options.of(name, skip("=") ? next().replace("\"", "") : "");
    }

    private Truth combined(String operator) {
        boolean all = operator.equals("all");
        Truth result = truth(all);
        Truth last = Truth.OPEN;
        while (at < tokens.size() && !skip(")")) {
            last = predicate();
            Truth decides = truth(!all);
            if (last == decides || (last == Truth.OPEN && result != decides)) {
                result = last;
            }
            skip(",");
        }
        return operator.equals("not") ? negated(last) : result;
    }

    private static Truth negated(Truth truth) {
        return switch (truth) {
            case YES -> Truth.NO;
            case NO -> Truth.YES;
            case OPEN -> Truth.OPEN;
        };
    }

    private static Truth truth(boolean yes) {
        return yes ? Truth.YES : Truth.NO;
    }

    private String next() {
        return at < tokens.size() ? tokens.get(at++) : "";
    }

    private boolean skip(String token) {
        boolean there = at < tokens.size() && tokens.get(at).equals(token);
        at += there ? 1 : 0;
        return there;
    }
}
