package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.npm.NpmPackage.Script;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which scripts of a manifest other ones call: by {@code npm run}, by {@code run-s}, {@code run-p} and {@code npm-run-all}
 * with names and patterns, by {@code concurrently "npm:…"}.
 */
final class ScriptCalls {

    private static final Pattern RUNNER =
            Pattern.compile("\\b(npm|pnpm|yarn|bun|run-s|run-p|npm-run-all2?|concurrently|wireit)\\b");

    private ScriptCalls() {}

    /** The scripts that fit, and all that they call. */
    static Set<Script> from(NpmPackage npm, Predicate<Script> start) {
        List<Script> scripts = npm.scripts();
        Set<Script> called = new LinkedHashSet<>(scripts.stream().filter(start).toList());
        Deque<Script> open = new ArrayDeque<>(called);
        while (!open.isEmpty()) {
            Script caller = open.pop();
            scripts.stream()
                    .filter(script -> RUNNER.matcher(caller.command()).find() && calls(caller, script.name()))
                    .filter(called::add)
                    .forEach(open::push);
        }
        return called;
    }

    private static boolean calls(Script caller, String name) {
        return Commands.of(caller.command()).stream()
                .flatMap(List::stream)
                .map(word -> word.replaceFirst("^(npm|pnpm|yarn|bun):", ""))
                .anyMatch(word -> word.equals(name) || (word.contains("*") && matches(word, name)));
    }

    /** {@code build:*} means the scripts one step below, {@code build:**} all of them. */
    private static boolean matches(String pattern, String name) {
        String regex = Pattern.quote(pattern).replace("**", "\\E.*\\Q").replaceAll("(?<![.])\\*", "\\\\E[^:]*\\\\Q");
        return name.matches(regex);
    }
}
