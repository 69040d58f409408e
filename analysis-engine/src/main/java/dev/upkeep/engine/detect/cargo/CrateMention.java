package dev.upkeep.engine.detect.cargo;

import java.util.regex.Pattern;

/**
 * Whether a text names a crate where it can mean the crate: at the start of a path, in an import, or in a comment that
 * speaks of crates. This also sees what no syntax tree shows, the code within texts, macros and documentation. A
 * variable, a method or a sentence with the same word names nothing.
 */
final class CrateMention {

    private static final String SPOKEN_OF = "\\b(?:crates?|dependenc(?:y|ies))\\b";

    private final Pattern place;

    CrateMention(String name) {
        String word = "(?<!\\w)" + Pattern.quote(name) + "\\b";
        this.place = Pattern.compile(String.join(
                "|",
                "(?<![\\w.])(?<!\\w::)" + Pattern.quote(name) + "\\s*::",
                "\\b(?:use|extern\\s+crate)\\s+(?:::\\s*)?" + word,
                "\\bcrate\\s*=\\s*\"?(?:::)?" + word,
                "//[^\\n]*" + word + "[^\\n]*" + SPOKEN_OF,
                "//[^\\n]*" + SPOKEN_OF + "[^\\n]*" + word));
    }

    boolean standsIn(String text) {
        return place.matcher(text).find();
    }
}
