package dev.upkeep.engine.detect.cargo;

import java.util.regex.Pattern;

/**
 * Whether a text names a crate where it can mean the crate: at the start of a path, in an import, in a comment that
 * speaks of crates, in the options of a macro, or in a link of the documentation. This also sees what no syntax tree shows, the code within texts,
 * macros and documentation. A variable, a method or a sentence with the same word names nothing.
 */
final class CrateMention {

    private static final String SPOKEN_OF = "\\b(?:crates?|dependenc(?:y|ies))\\b";

    /** {@code bindgen!({ … });}: the options of a macro, which may say what it writes. */
    private static final Pattern OPTIONS = Pattern.compile("!\\(\\s*\\{(.*?)\\}\\s*\\)\\s*;", Pattern.DOTALL);

    private final String name;
    private final Pattern word;
    private final Pattern place;
    private final Pattern link;

    CrateMention(String name) {
        this.name = name;
        String word = "(?<!\\w)" + Pattern.quote(name) + "\\b";
        this.word = Pattern.compile(word);
        this.place = Pattern.compile(String.join(
                "|",
                "(?<![\\w.])(?<!\\w::)" + Pattern.quote(name) + "\\s*::",
                "\\b(?:use|extern\\s+crate)\\s+(?:::\\s*)?" + word,
                "\\bcrate\\s*=\\s*\"?(?:::)?" + word,
                "//[^\\n]*" + word + "[^\\n]*" + SPOKEN_OF,
                "//[^\\n]*" + SPOKEN_OF + "[^\\n]*" + word));
        this.link = Pattern.compile(
                "//[/!][^\\n]*(?:(?<![\\w\\])])\\[`%s`\\](?![\\[(])|\\]\\(%s\\))".formatted(name, name));
    }

    boolean standsIn(String text) {
        return place.matcher(text).find() || isLinked(text) || isOption(text);
    }

    private boolean isOption(String text) {
        return text.contains("!(")
                && OPTIONS.matcher(text)
                        .results()
                        .anyMatch(options -> word.matcher(options.group(1)).find());
    }

    /** Whether documentation leads to the crate, which rustdoc finds by its name; not where the page gives an address. */
    private boolean isLinked(String text) {
        return text.contains(name)
                && link.matcher(text).find()
                && !text.contains("[`" + name + "`]: ")
                && !text.contains("[" + name + "]: ");
    }
}
