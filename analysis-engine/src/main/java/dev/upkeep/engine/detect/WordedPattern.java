package dev.upkeep.engine.detect;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A pattern that can only match where one of some words stands, whatever their case. The words are looked for first: a
 * pattern with a choice is tried at each character, which for a large text costs a hundred times as much.
 *
 * @param words in lower case, one of them in each match
 */
public record WordedPattern(Pattern pattern, List<String> words) {

    /** One that matches where a word stands, and nothing else is asked. */
    public static WordedPattern anyOf(String... words) {
        return new WordedPattern(Pattern.compile(""), List.of(words));
    }

    /** One of an expression and the words of which each match holds one. */
    public static WordedPattern of(String expression, String... words) {
        return new WordedPattern(Pattern.compile(expression), List.of(words));
    }

    /** Whether it matches anywhere in the text. */
    public boolean isIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(lower::contains) && pattern.matcher(text).find();
    }
}
