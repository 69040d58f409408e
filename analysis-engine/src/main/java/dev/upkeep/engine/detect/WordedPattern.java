package dev.upkeep.engine.detect;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A choice of words, whatever their case, and of expressions that can only match where a word stands. The words are
 * looked for first: one expression with a choice is tried at each character, which for a large text costs a hundred
 * times as much.
 *
 * @param words in lower case; each is enough
 * @param expressions by a word in lower case that stands in each of their matches
 */
public record WordedPattern(List<String> words, Map<String, Pattern> expressions) {

    public WordedPattern {
        words = List.copyOf(words);
        expressions = Map.copyOf(expressions);
    }

    public static WordedPattern anyOf(String... words) {
        return new WordedPattern(List.of(words), Map.of());
    }

    /** This, or an expression whose matches all hold the word. */
    public WordedPattern or(String word, String expression) {
        Map<String, Pattern> more = new HashMap<>(expressions);
        more.put(word, Pattern.compile(expression));
        return new WordedPattern(words, more);
    }

    /** Whether one of them stands anywhere in the text. */
    public boolean isIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(lower::contains)
                || expressions.entrySet().stream()
                        .anyMatch(each -> lower.contains(each.getKey())
                                && each.getValue().matcher(text).find());
    }
}
