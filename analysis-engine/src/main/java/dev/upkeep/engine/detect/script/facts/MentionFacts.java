package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where files of any language name a script by its path, as words of the kind {@value #PATHS}: pages, workflows, images,
 * manifests, other programs, and strings in scripts themselves. Single-file components and pages with code in them give
 * links of the kinds {@code import} and {@code dynamic-import} besides. What a template literal of theirs names is shown
 * or written somewhere, mostly; it keeps its target alive as a {@code type-import}, and claims nothing.
 */
public final class MentionFacts implements FactsExtractor {

    public static final String PATHS = "script.paths";

    /** Present where the first line names an interpreter: people and other programs start the file by its path. */
    public static final String STARTED = "script.started";

    private static final int MOST = 400;
    private static final int LONGEST_TEXT = 400_000;
    private static final Set<String> HOSTS = Set.of("vue", "svelte", "astro", "mdx", "html", "htm", "marko", "riot");
    private static final Set<Language> CONFIGURATION = EnumSet.of(Language.YAML, Language.JSON, Language.TOML);
    private static final String BEFORE_END = "@.$*{},[]()/+~-_";
    private static final int LONGEST_PATH = 160;
    private static final Pattern PLAIN_PATH =
            Pattern.compile("(?<![\\w:/.@])(?:\\.{0,2}/)?[\\w@.*-]+(?:/[\\w@.*\\[\\]-]+)+");
    private static final Pattern IMPORT = Pattern.compile(
            "(?:\\bfrom\\s*|\\bimport\\s*\\(?\\s*|\\brequire\\(\\s*|<script\\b[^>]*?(?<![\\w:.-])src\\s*=\\s*)[\"']([^\"'\\s]+)[\"']");

    /** {@code import("x")}, which is loaded when it is asked for. */
    private static final Pattern LATER = Pattern.compile("^import\\s*\\(");

    /** What nobody runs: a comment of markup or a block, or a line that is one; not what follows the colon of an address. */
    private static final Pattern COMMENT =
            Pattern.compile("<!--.*?-->|(?<![\\w*\"'/])/\\*.*?\\*/|(?m:^[ \\t]*//[^\\n]*)", Pattern.DOTALL);

    private static final Pattern PAGE_IMPORT =
            Pattern.compile("^import\\s[^\"']*[\"']((?:\\.|@site/|@/|~/)[^\"']+)[\"'];?\\s*$");
    /** A build that takes every file of a folder for a start, as libraries do that are not bundled. */
    private static final Pattern EVERY_FILE =
            Pattern.compile("\\b(?:entry|entryPoints|input)\\b[^\\n]{0,40}?[\"']([^\"']*\\*\\*[^\"']*)[\"']");

    /** Whether {@link #PATHS} of a source holds each script that its text names by a whole name. */
    public static boolean knowsAllPaths(Context context, long bytes, FileFacts facts) {
        return context != Context.VENDORED
                && context != Context.GENERATED
                && bytes <= LONGEST_TEXT
                && facts.words().getOrDefault(PATHS, Set.of()).size() < MOST;
    }

    @Override
    public Set<Language> languages() {
        return EnumSet.complementOf(EnumSet.of(Language.BINARY, Language.CSV, Language.SQL));
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        if (file.language() == Language.MARKDOWN && !file.path().endsWith(".mdx")) {
            pageImports(file, facts);
            return;
        }
        if (file.content().length > LONGEST_TEXT) {
            return;
        }
        if (file.context() == Context.GENERATED || file.context() == Context.VENDORED) {
            unparsed(file, facts);
            return;
        }
        if (file.text().startsWith("#!")) {
            facts.word(STARTED, "directly");
        }
        scriptPaths(file.text(), facts);
        boolean tool = ToolConfigs.isOne(file.path());
        if (CONFIGURATION.contains(file.language()) || tool) {
            plainPaths(file.text(), facts);
        }
        if (tool) {
            EVERY_FILE
                    .matcher(file.text())
                    .results()
                    .forEach(start -> facts.link(new Link("glob", start.group(1), List.of(), 1, Map.of())));
        }
        if (HOSTS.contains(Paths.extension(file.path()))) {
            imports("import", file.text(), facts);
        } else if (Scripts.LANGUAGES.contains(file.language())
                && file.tree().filter(SyntaxTree::hasError).isPresent()) {
            // What the grammar does not know may hold imports; they keep their targets alive, and claim nothing.
            imports("type-import", file.text(), facts);
        }
    }

    /** Site generators take a page for a module: an import of the site's own files, at the start of a line. */
    private static void pageImports(SourceFile file, FactsBuilder facts) {
        boolean fenced = false;
        for (String line : file.lines()) {
            fenced ^= line.strip().startsWith("```");
            Matcher own = PAGE_IMPORT.matcher(line);
            if (!fenced && own.find()) {
                facts.link(new Link("import", own.group(1), List.of(), 1, Map.of()));
            }
        }
    }

    /** Nobody parses what a tool wrote, but what it imports is needed. */
    private static void unparsed(SourceFile file, FactsBuilder facts) {
        if (Scripts.LANGUAGES.contains(file.language())) {
            imports("import", file.text(), facts);
        }
    }

    /** Looks for the extension and reads backwards from there, which stays quick in a long line of anything. */
    private static void scriptPaths(String text, FactsBuilder facts) {
        int count = 0;
        for (int dot = text.indexOf('.'); dot >= 0 && count < MOST; dot = text.indexOf('.', dot + 1)) {
            int end = text.startsWith("{", dot + 1) ? choiceEnd(text, dot + 2) : scriptEnd(text, dot + 1);
            if (end < 0) {
                continue;
            }
            count++;
            int start = dot;
            while (start > 0 && dot - start < LONGEST_PATH && isPathCharacter(text.charAt(start - 1))) {
                start--;
            }
            if (start < dot) {
                facts.word(PATHS, text.substring(start, end));
            }
        }
    }

    /** Where the extension of a script that begins here ends, such as {@code mts} and {@code jsx}; -1 where none does. */
    private static int scriptEnd(String text, int from) {
        int at = startsWithOneOf("cm", text, from) ? from + 1 : from;
        if (!startsWithOneOf("jt", text, at) || !text.startsWith("s", at + 1)) {
            return -1;
        }
        int end = at == from && text.startsWith("x", at + 2) ? at + 3 : at + 2;
        boolean goesOn = end < text.length() && (isWordCharacter(text.charAt(end)) || text.charAt(end) == '-');
        return goesOn ? -1 : end;
    }

    /** Where a choice such as {@code .{ts,js}} ends, read from its first extension; -1 where something else is to be chosen from. */
    private static int choiceEnd(String text, int from) {
        int end = scriptEnd(text, from);
        if (end < 0 || end >= text.length()) {
            return -1;
        }
        return switch (text.charAt(end)) {
            case ',' -> choiceEnd(text, end + 1);
            case '}' -> end + 1;
            default -> -1;
        };
    }

    private static boolean startsWithOneOf(String characters, String text, int at) {
        return at < text.length() && characters.indexOf(text.charAt(at)) >= 0;
    }

    private static boolean isWordCharacter(char character) {
        return character < 128 && (Character.isLetterOrDigit(character) || character == '_');
    }

    private static boolean isPathCharacter(char character) {
        return Character.isLetterOrDigit(character) || BEFORE_END.indexOf(character) >= 0;
    }

    /** Line by line, since most lines of most files hold no slash and need no pattern. */
    private static void plainPaths(String text, FactsBuilder facts) {
        Matcher path = PLAIN_PATH.matcher(text);
        int count = 0;
        for (int slash = text.indexOf('/'); slash >= 0 && count < MOST; ) {
            int end = lineEnd(text, slash);
            path.region(text.lastIndexOf('\n', slash) + 1, end);
            for (; count < MOST && path.find(); count++) {
                facts.word(PATHS, path.group());
            }
            slash = text.indexOf('/', end);
        }
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static void imports(String kind, String written, FactsBuilder facts) {
        String text = COMMENT.matcher(written).replaceAll(MentionFacts::lineBreaks);
        TemplateLiterals literals = TemplateLiterals.of(text);
        Matcher link = IMPORT.matcher(text);
        int line = 1;
        for (int read = 0; link.find(); read = link.start()) {
            line += (int) text.substring(read, link.start())
                    .chars()
                    .filter(each -> each == '\n')
                    .count();
            String found = literals.cover(link.start()) ? "type-import" : timed(kind, link.group());
            facts.link(new Link(found, link.group(1), List.of(), line, Map.of()));
        }
    }

    private static String timed(String kind, String link) {
        return kind.equals("import") && LATER.matcher(link).find() ? "dynamic-import" : kind;
    }

    /** What is left of a comment, so that each line keeps its number. */
    private static String lineBreaks(MatchResult comment) {
        return comment.group().replaceAll("[^\\n]+", "");
    }
}
