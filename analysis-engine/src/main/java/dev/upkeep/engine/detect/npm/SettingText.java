package dev.upkeep.engine.detect.npm;

import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text of which first only the words are known; its content is read where they may hold the name that is asked for. For several threads. */
final class SettingText {

    private static final Pattern LINTED = Pattern.compile("\"(eslintConfig|xo|eslint)\"\\s*:\\s*[\\[{]");

    private final String path;
    private final boolean data;
    private final WordHashes words;
    private final Supplier<String> reading;
    private volatile @Nullable String content;

    /**
     * @param data whether it may be anything, translations or measurements, so that words of it mean little
     * @param reading gives the content
     */
    SettingText(String path, boolean data, WordHashes words, Supplier<String> reading) {
        this.path = path;
        this.data = data;
        this.words = words;
        this.reading = reading;
    }

    String path() {
        return path;
    }

    String content() {
        String known = content;
        if (known == null) {
            known = reading.get();
            content = known;
        }
        return known;
    }

    boolean names(String name) {
        return words.mayHold(name) && stands(name);
    }

    private boolean stands(String name) {
        String text = content();
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int end = at + name.length();
            char before = at == 0 ? '\n' : text.charAt(at - 1);
            char behind = end == text.length() ? '\n' : text.charAt(end);
            if (data ? isQuoted(before, behind) : isWord(before, behind)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isQuoted(char before, char behind) {
        return "\"'/!".indexOf(before) >= 0 && "\"'/@?:".indexOf(behind) >= 0;
    }

    private static boolean isWord(char before, char behind) {
        return !WordHashes.isOfWord(before) && before != '@' && !WordHashes.isOfWord(behind);
    }

    boolean setsLintRules() {
        return !path.endsWith("package.json") || LINTED.matcher(content()).find();
    }

    SettingText asSettings() {
        return new SettingText(path, false, words, this::content);
    }
}
