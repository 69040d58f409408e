package dev.upkeep.engine.detect.service;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.facts.FileFacts.Item;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which of some names the production code of a repository uses, file by file. Comments, imports, re-exports and module
 * declarations are no use; strings are, since some frameworks find things by name.
 */
public final class NamedInProduction {

    private static final Pattern WORD = Pattern.compile("[A-Za-z_$][\\w$]*");
    private static final Pattern RENAMED = Pattern.compile("(?<![\\w$])([A-Za-z_$][\\w$]*+)\\s++as\\s+\\w");
    private static final Pattern SILENT = Pattern.compile(
            "(?m)/\\*[\\s\\S]*?\\*/|(?<!:)//[^\\n]*"
                    + "|^[ \\t]*(?:pub(?:\\([^)]*\\))?\\s+)?(?:use|mod|extern crate)\\s[^;{]*(?:\\{[^;]*\\})?\\s*;"
                    + "|^[ \\t]*import\\s[^;'\"]*['\"][^'\"]*['\"]"
                    + "|^[ \\t]*export\\s+(?:type\\s+)?(?:\\*|\\{[^}]*\\})(?:\\s*(?:as\\s+\\w+\\s+)?from\\s*['\"][^'\"]*['\"])?");
    private static final Set<Language> CODE =
            Set.of(Language.RUST, Language.TYPESCRIPT, Language.TSX, Language.JAVASCRIPT);

    private final Repository repository;
    private final Set<String> wanted;
    private final Map<String, Set<String>> byFile = new HashMap<>();
    private final Set<String> tests = new HashSet<>();

    /** @param candidates the files whose items will be asked about; files that name none of them are not looked into */
    public NamedInProduction(Repository repository, List<AnalysedFile> candidates) {
        this.repository = repository;
        this.wanted = candidates.stream()
                .flatMap(file -> file.facts().items().stream())
                .map(Item::name)
                .collect(Collectors.toUnmodifiableSet());
        repository.files().stream()
                .filter(file -> CODE.contains(file.language()))
                .forEach(this::read);
    }

    private void read(AnalysedFile file) {
        String text = repository.text(file.path()).orElse("");
        if (wanted.stream().noneMatch(name -> hasWord(text, name))) {
            return;
        }
        if (file.context() == Context.TEST) {
            words(text, tests);
        } else if (file.context() == Context.PRODUCTION) {
            Set<String> names = new HashSet<>();
            if (text.contains(" as ")) {
                RENAMED.matcher(text).results().map(found -> found.group(1)).forEach(names::add);
            }
            List<String> lines = silenced(text).lines().toList();
            for (int at = 0; at < lines.size(); at++) {
                words(lines.get(at), file.contextAt(at + 1) == Context.PRODUCTION ? names : tests);
            }
            byFile.put(file.path(), names);
        }
    }

    /** What the pattern for words would find, at a fraction of its cost. */
    private static boolean hasWord(String text, String name) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int behind = at + name.length();
            boolean starts = at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1));
            boolean ends = behind == text.length() || !Character.isJavaIdentifierPart(text.charAt(behind));
            if (starts && ends) {
                return true;
            }
        }
        return false;
    }

    /** The text with its imports and comments blanked, line by line. */
    private static String silenced(String text) {
        return SILENT.matcher(text).replaceAll(found -> found.group().replaceAll("[^\\n]", " "));
    }

    private static void words(String text, Set<String> into) {
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            into.add(word.group());
        }
    }

    /** Whether tests use one of these names. */
    public boolean inTests(List<String> names) {
        return names.stream().anyMatch(tests::contains);
    }

    /** The items of a file that other production files name, and those that these need. */
    public Set<String> liveItems(AnalysedFile file) {
        List<Item> items = file.facts().items();
        Set<String> own = new HashSet<>();
        items.stream()
                .filter(item -> !item.kind().equals("impl"))
                .map(Item::name)
                .forEach(own::add);
        Set<String> live = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        for (Item item : items) {
            boolean foreign = item.kind().equals("impl") && !own.contains(item.name());
            if (foreign
                    || item.name().equals("main")
                    || isNamedElsewhere(item.name(), file)
                    || isNamedBetween(item, file)) {
                open.add(item.name());
            }
        }
        while (!open.isEmpty()) {
            String name = open.pop();
            if (live.add(name)) {
                items.stream().filter(item -> item.name().equals(name)).forEach(item -> open.addAll(item.references()));
            }
        }
        return live;
    }

    private boolean isNamedElsewhere(String name, AnalysedFile file) {
        return byFile.entrySet().stream()
                .anyMatch(entry ->
                        !entry.getKey().equals(file.path()) && entry.getValue().contains(name));
    }

    /** Whether code of the file that belongs to no item, such as a statement of a module, names it. */
    private boolean isNamedBetween(Item item, AnalysedFile file) {
        List<String> lines =
                silenced(repository.text(file.path()).orElse("")).lines().toList();
        Set<String> between = new HashSet<>();
        for (int at = 0; at < lines.size(); at++) {
            int line = at + 1;
            boolean inside =
                    file.facts().items().stream().anyMatch(each -> each.startLine() <= line && line <= each.endLine());
            if (!inside) {
                words(lines.get(at), between);
            }
        }
        return between.contains(item.name());
    }
}
