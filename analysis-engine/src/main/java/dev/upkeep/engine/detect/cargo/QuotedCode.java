package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the procedural macros of the repository write into the code of those who call them: the text within {@code
 * quote!}. A name there is looked up where the macro is called.
 */
final class QuotedCode {

    static final Model<QuotedCode> MODEL = Model.settled("cargo-quoted-code", QuotedCode::new);

    private static final Pattern QUOTE = Pattern.compile("\\b(?:parse_)?quote(?:_spanned)?!\\s*([({\\[])");
    /** How a macro finds the crate whose name it writes, whatever that is called there. */
    private static final Pattern LOOKED_UP =
            Pattern.compile("\\b(?:get_path|crate_name|crate_path)\\(\\s*\"([\\w-]+)\"");

    private static final Pattern DERIVE = Pattern.compile("#\\[proc_macro_derive\\(\\s*(\\w+)");
    private static final Pattern FUNCTION =
            Pattern.compile("#\\[proc_macro(?:_attribute)?\\](?:\\s*(?:#\\[[^\\n]*|//[^\\n]*))*\\s*pub fn (\\w+)");

    /**
     * A crate of macros.
     *
     * @param exported names of its macros
     * @param quoted what stands in each {@code quote!}
     */
    private record Macros(Set<String> exported, List<String> quoted) {

        Macros() {
            this(new HashSet<>(), new ArrayList<>());
        }
    }

    private final Map<CargoPackage, Macros> byPackage = new HashMap<>();

    private QuotedCode(Repository repository) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        workspace.packages().stream()
                .filter(CargoPackage::isProcMacro)
                .forEach(each -> byPackage.put(each, new Macros()));
        if (!byPackage.isEmpty()) {
            repository
                    .files(Language.RUST)
                    .forEach(file -> workspace
                            .owner(file.path())
                            .map(byPackage::get)
                            .ifPresent(macros -> repository.text(file.path()).ifPresent(text -> read(text, macros))));
        }
    }

    private static void read(String text, Macros macros) {
        DERIVE.matcher(text).results().map(found -> found.group(1)).forEach(macros.exported()::add);
        FUNCTION.matcher(text).results().map(found -> found.group(1)).forEach(macros.exported()::add);
        LOOKED_UP
                .matcher(text)
                .results()
                .map(found -> found.group(1).replace('-', '_') + "::")
                .forEach(macros.quoted()::add);
        Matcher quote = QUOTE.matcher(text);
        for (int from = 0; quote.find(from); ) {
            int end = closing(text, quote.end(), quote.group(1).charAt(0));
            macros.quoted().add(text.substring(quote.end(), end));
            from = end;
        }
    }

    /** Where the bracket is closed again; brackets in texts that do not match are rare enough. */
    static int closing(String text, int from, char open) {
        char close = open == '(' ? ')' : open == '{' ? '}' : ']';
        int depth = 1;
        for (int at = from; at < text.length(); at++) {
            depth += text.charAt(at) == open ? 1 : text.charAt(at) == close ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return text.length();
    }

    /**
     * What is written for a package: by crates of macros that its sources name, and by those that it or its tests are built with, of which
     * it calls a macro that another crate hands on.
     */
    List<String> writtenFor(
            CargoPackage owner, CargoWorkspace workspace, Predicate<String> hasWord, Supplier<List<String>> texts) {
        Set<CargoPackage> needed = byPackage.isEmpty() ? Set.of() : Set.copyOf(workspace.neededWithTests(owner));
        return byPackage.entrySet().stream()
                .filter(entry -> hasWord.test(entry.getKey().crateName())
                        || (needed.contains(entry.getKey())
                                && isCalled(entry.getValue().exported(), hasWord, texts)))
                .flatMap(entry -> entry.getValue().quoted().stream())
                .toList();
    }

    /** As a macro, an attribute or a derive; many are called like words that mean anything, such as {@code time}. */
    private static boolean isCalled(Set<String> macros, Predicate<String> hasWord, Supplier<List<String>> texts) {
        String names = macros.stream().filter(hasWord).sorted().collect(Collectors.joining("|"));
        Pattern call = Pattern.compile(
                "\\b(" + names + ")!|#!?\\[(\\w+::)*(" + names + ")\\b|\\bderive\\(([^)]*\\W)?(" + names + ")\\b");
        return !names.isEmpty()
                && texts.get().stream().anyMatch(text -> call.matcher(text).find());
    }
}
