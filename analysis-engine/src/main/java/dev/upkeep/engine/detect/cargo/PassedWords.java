package dev.upkeep.engine.detect.cargo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words in calls of macros that make paths of what they are given: {@code readers!(zip, csv)} names crates where the
 * macro writes {@code $name::read()}.
 */
final class PassedWords {

    private static final Pattern MAKES_PATH =
            Pattern.compile("(?s)\\$(\\w+)\\s*:\\s*(?:ident|tt|path|literal)\\b.{0,4000}?\\$\\1\\s*::");

    /** {@code [<test_ $name>]::run()}. */
    private static final String PASTED = ">]::";

    private PassedWords() {}

    /**
     * @param texts the sources
     * @param macros texts of the macros that they may call
     */
    static Set<String> of(List<String> texts, List<String> macros, BiConsumer<String, Set<String>> collect) {
        Set<String> names = passing(macros);
        Set<String> words = new HashSet<>();
        if (!names.isEmpty()) {
            Pattern call = call(names);
            texts.forEach(text -> {
                Matcher found = call.matcher(text);
                while (found.find()) {
                    char open = found.group(1).charAt(0);
                    collect.accept(text.substring(found.end(), QuotedCode.closing(text, found.end(), open)), words);
                }
            });
        }
        return words;
    }

    /** Those that make paths, and those that hand what they are given on to these. */
    private static Set<String> passing(List<String> macros) {
        Set<String> names = new HashSet<>();
        List<String> others = new ArrayList<>(macros);
        for (boolean more = true; more; ) {
            List<String> fresh =
                    others.stream().filter(macro -> passes(macro, names)).toList();
            fresh.stream().map(CrateUse::nameOf).filter(name -> !name.isEmpty()).forEach(names::add);
            others.removeAll(fresh);
            more = !fresh.isEmpty();
        }
        return names;
    }

    private static boolean passes(String macro, Set<String> names) {
        return macro.contains(PASTED)
                || MAKES_PATH.matcher(macro).find()
                || (!names.isEmpty() && call(names).matcher(macro).find());
    }

    private static Pattern call(Set<String> names) {
        String any = names.stream().sorted().collect(Collectors.joining("|"));
        return Pattern.compile("\\b(?:" + any + ")!\\s*([({\\[])");
    }
}
