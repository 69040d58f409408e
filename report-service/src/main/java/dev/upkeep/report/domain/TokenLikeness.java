package dev.upkeep.report.domain;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How alike two pieces of code are: Dice's coefficient over their words and signs, white space aside. One thread. */
final class TokenLikeness {

    private static final Pattern TOKEN = Pattern.compile("\\w+|[^\\w\\s]");

    private final Map<String, Map<String, Integer>> known = new HashMap<>();

    /** 0 where they share nothing, 1 where they hold the same tokens equally often; 1 for two empty ones. */
    double of(String one, String other) {
        if (one.equals(other)) {
            return 1;
        }
        Map<String, Integer> tokens = tokens(one);
        Map<String, Integer> others = tokens(other);
        int all = size(tokens) + size(others);
        int shared = tokens.entrySet().stream()
                .mapToInt(token -> Math.min(token.getValue(), others.getOrDefault(token.getKey(), 0)))
                .sum();
        return all == 0 ? 1 : 2.0 * shared / all;
    }

    private Map<String, Integer> tokens(String code) {
        return known.computeIfAbsent(
                code,
                text -> TOKEN.matcher(text)
                        .results()
                        .collect(Collectors.toMap(MatchResult::group, _ -> 1, Integer::sum)));
    }

    private static int size(Map<String, Integer> tokens) {
        return tokens.values().stream().mapToInt(Integer::intValue).sum();
    }
}
