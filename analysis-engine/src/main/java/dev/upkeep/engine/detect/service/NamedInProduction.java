package dev.upkeep.engine.detect.service;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Reading;
import dev.upkeep.engine.facts.FileFacts.Item;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of some names the production code of a repository uses, file by file. Comments, imports, re-exports and module
 * declarations are no use; strings are, since some frameworks find things by name.
 */
public final class NamedInProduction {

    private static final Pattern WORD = Pattern.compile("[A-Za-z_$][\\w$]*");
    private static final Pattern RENAMED = Pattern.compile("(?<![\\w$])([A-Za-z_$][\\w$]*+)\\s++as\\s+\\w");
    /** A star behind a slash within a path, as in {@code "/users/*"}, begins no comment. */
    private static final Pattern SILENT = Pattern.compile(
            "(?m)(?<![\\w/*'\"`-])/\\*[\\s\\S]*?\\*/|(?<!:)//[^\\n]*"
                    + "|^[ \\t]*(?:pub(?:\\([^)]*\\))?\\s+)?(?:use|mod|extern crate)\\s[^;{]*(?:\\{[^;]*\\})?\\s*;"
                    + "|^[ \\t]*import\\s[^;'\"]*['\"][^'\"]*['\"]"
                    + "|^[ \\t]*export\\s+(?:type\\s+)?(?:\\*|\\{[^}]*\\})(?:\\s*(?:as\\s+\\w+\\s+)?from\\s*['\"][^'\"]*['\"])?");

    private static final Set<Language> CODE =
            Set.of(Language.RUST, Language.TYPESCRIPT, Language.TSX, Language.JAVASCRIPT);

    private static final Reading<Loud> LOUD = new Reading<>(
            "words.loud", (path, text) -> new Loud(silenced(text).lines().toList(), renamed(text)));

    private final Repository repository;
    /** The code of files so far, each made when the text holds a name that is asked for. */
    private final Map<String, Code> byFile = new HashMap<>();
    /** The words between the items of the files that are asked for. */
    private final Map<String, Set<String>> between = new HashMap<>();
    /** The files that import each of the names. */
    private final Map<String, List<AnalysedFile>> importers = new HashMap<>();

    private final List<AnalysedFile> code;
    private final Set<String> names;
    private final Reading<Set<String>> mentions;

    /**
     * What of one file may use a name.
     *
     * @param production its lines of production, without comments and imports
     * @param tests its other lines
     * @param renamed the names that it gives another one to
     */
    private record Code(String production, String tests, Set<String> renamed) {

        boolean isNamedInProduction(String name) {
            return renamed.contains(name) || isWord(production, name);
        }

        boolean isNamedInTests(String name) {
            return isWord(tests, name);
        }
    }

    /**
     * What of a text says something by itself, whatever its lines are for.
     *
     * @param lines without comments and imports
     * @param renamed as of {@link Code}
     */
    private record Loud(List<String> lines, Set<String> renamed) {}

    /** @param asked the files whose items will be asked for */
    public NamedInProduction(Repository repository, Collection<AnalysedFile> asked) {
        this.repository = repository;
        this.code = repository.files().stream()
                .filter(file -> CODE.contains(file.language()))
                .filter(file -> file.context() == Context.PRODUCTION || file.context() == Context.TEST)
                .toList();
        asked.stream()
                .flatMap(file -> file.facts().items().stream())
                .forEach(item -> importers.put(item.name(), new ArrayList<>()));
        code.forEach(this::addImports);
        this.names = importers.keySet().stream()
                .filter(name -> name.chars().allMatch(Character::isJavaIdentifierPart))
                .collect(Collectors.toUnmodifiableSet());
        this.mentions = Reading.small(
                "words.named\n" + names.stream().sorted().collect(Collectors.joining("\n")),
                (path, text) -> mentioned(text, names));
    }

    /** Those of the names that are words of the text. */
    private static Set<String> mentioned(String text, Set<String> names) {
        Set<String> found = new HashSet<>();
        for (int at = 0; at < text.length(); at++) {
            int start = at;
            while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                at++;
            }
            String word = at > start ? text.substring(start, at) : "";
            if (names.contains(word)) {
                found.add(word);
            }
        }
        return Set.copyOf(found);
    }

    private void addImports(AnalysedFile file) {
        for (Link link : file.facts().links()) {
            for (String name : link.names()) {
                List<AnalysedFile> known = importers.get(name);
                if (known != null) {
                    known.add(file);
                }
            }
        }
    }

    private Code code(AnalysedFile file) {
        return byFile.computeIfAbsent(file.path(), path -> read(file));
    }

    private Code read(AnalysedFile file) {
        if (file.context() == Context.TEST) {
            return new Code("", repository.text(file.path()).orElse(""), Set.of());
        }
        Loud loud = repository.read(LOUD, file.path()).orElse(new Loud(List.of(), Set.of()));
        StringBuilder production = new StringBuilder();
        StringBuilder tests = new StringBuilder();
        List<String> lines = loud.lines();
        for (int at = 0; at < lines.size(); at++) {
            boolean ours = file.contextAt(at + 1) == Context.PRODUCTION;
            (ours ? production : tests).append(lines.get(at)).append('\n');
        }
        return new Code(production.toString(), tests.toString(), loud.renamed());
    }

    private static Set<String> renamed(String text) {
        return text.contains(" as ")
                ? RENAMED.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet())
                : Set.of();
    }

    /** Whether the pattern for words finds this one: a number right before a word is no part of it. */
    private static boolean isWord(String text, String name) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int start = at;
            while (start > 0 && isDigit(text.charAt(start - 1))) {
                start--;
            }
            int end = at + name.length();
            boolean starts = start == 0 || !isOfWord(text.charAt(start - 1));
            if (starts && (end == text.length() || !isOfWord(text.charAt(end)))) {
                return WORD.matcher(name).matches();
            }
        }
        return false;
    }

    private static boolean isOfWord(char each) {
        return each == '_' || each == '$' || isDigit(each) || (each < 128 && Character.isLetter(each));
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
    }

    /** The files that may name it, those first, and then again, that import such a name: a glance at the text spares reading the others. */
    private Stream<AnalysedFile> mayName(String name) {
        return Stream.concat(importers.getOrDefault(name, List.of()).stream(), code.stream())
                .filter(file -> names.contains(name)
                        ? repository
                                .read(mentions, file.path())
                                .filter(found -> found.contains(name))
                                .isPresent()
                        : hasWord(repository.text(file.path()).orElse(""), name));
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

    /** The text without its imports and comments, line by line. */
    private static String silenced(String text) {
        StringBuilder rest = new StringBuilder(text.length());
        Matcher silent = SILENT.matcher(text);
        int from = 0;
        while (silent.find()) {
            rest.append(text, from, silent.start()).append(' ');
            text.substring(silent.start(), silent.end())
                    .chars()
                    .filter(each -> each == '\n')
                    .forEach(each -> rest.append('\n'));
            from = silent.end();
        }
        return rest.append(text, from, text.length()).toString();
    }

    private static void words(String text, Set<String> into) {
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            into.add(word.group());
        }
    }

    /** Whether tests use one of these names. */
    public boolean inTests(List<String> names) {
        return names.stream()
                .anyMatch(name -> mayName(name).anyMatch(file -> code(file).isNamedInTests(name)));
    }

    /** Whether other production files name this item of the file, or one that needs it. */
    public boolean isLive(String wanted, AnalysedFile file) {
        Set<String> seen = new HashSet<>(Set.of(wanted));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            String name = open.pop();
            if (isStart(name, file)) {
                return true;
            }
            file.facts().items().stream()
                    .filter(item -> item.references().contains(name))
                    .map(Item::name)
                    .filter(seen::add)
                    .forEach(open::add);
        }
        return false;
    }

    private boolean isStart(String name, AnalysedFile file) {
        List<Item> items = file.facts().items();
        if (items.stream().noneMatch(item -> item.name().equals(name))) {
            return false;
        }
        boolean own = items.stream()
                .anyMatch(item ->
                        !item.kind().equals(Item.IMPLEMENTATION) && item.name().equals(name));
        return !own || name.equals("main") || isNamedElsewhere(name, file) || isNamedBetween(name, file);
    }

    private boolean isNamedElsewhere(String name, AnalysedFile file) {
        return mayName(name)
                .filter(other -> !other.path().equals(file.path()))
                .anyMatch(other -> code(other).isNamedInProduction(name));
    }

    /** Whether code of the file that belongs to no item, such as a statement of a module, names it. */
    private boolean isNamedBetween(String name, AnalysedFile file) {
        return between.computeIfAbsent(file.path(), path -> wordsBetween(file)).contains(name);
    }

    private Set<String> wordsBetween(AnalysedFile file) {
        List<String> lines =
                silenced(repository.text(file.path()).orElse("")).lines().toList();
        BitSet inside = new BitSet();
        file.facts().items().forEach(item -> inside.set(item.startLine(), item.endLine() + 1));
        Set<String> words = new HashSet<>();
        for (int at = 0; at < lines.size(); at++) {
            if (!inside.get(at + 1)) {
                words(lines.get(at), words);
            }
        }
        return words;
    }
}
