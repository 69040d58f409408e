package dev.upkeep.engine.detect.rust.facts;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The condition of a {@code cfg} attribute, decided as far as tests alone decide it (The Rust Reference, "Conditional
 * compilation"). What else a build may switch stays open.
 */
final class CfgPredicate {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z_]\\w*|\"[^\"]*\"|[(),=]");
    private static final Set<String> SET_BY_TESTS = Set.of("test", "doctest", "loom", "kani", "miri", "fuzzing");
    private static final Pattern FEATURE_OF_TESTS = Pattern.compile(
            "(.*[-_])?(unit|integration)?tests?(ing|[-_]?suite)?([-_](utils?|helpers?|support|only))?|mocks?|loom");

    private enum Truth {
        YES,
        NO,
        OPEN
    }

    private final List<String> tokens;
    private final boolean testing;
    private int at;

    private CfgPredicate(String text, boolean testing) {
        this.tokens = TOKEN.matcher(text).results().map(MatchResult::group).toList();
        this.testing = testing;
    }

    /**
     * Whether code under this condition is compiled for tests alone.
     *
     * @param arguments of the attribute, with the parentheses around them
     */
    static boolean isTestOnly(String arguments) {
        return decide(arguments, false) == Truth.NO && decide(arguments, true) != Truth.NO;
    }

    private static Truth decide(String arguments, boolean testing) {
        CfgPredicate predicate = new CfgPredicate(arguments, testing);
        predicate.skip("(");
        return predicate.predicate();
    }

    private Truth predicate() {
        String name = next();
        if (skip("(")) {
            return combined(name);
        }
        if (skip("=")) {
            String value = next().replace("\"", "");
            boolean ofTests =
                    name.equals("feature") && FEATURE_OF_TESTS.matcher(value).matches();
            return ofTests ? truth(testing) : Truth.OPEN;
        }
        return SET_BY_TESTS.contains(name) ? truth(testing) : Truth.OPEN;
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
