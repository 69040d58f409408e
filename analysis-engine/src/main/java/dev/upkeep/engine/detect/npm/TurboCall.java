package dev.upkeep.engine.detect.npm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tasks that a command starts by Turborepo ({@code turbo run build lint --filter=web}), as far as its words show: a
 * command with an option that is not known here starts none.
 */
final class TurboCall {

    private static final Set<String> CARRIERS =
            Set.of("pnpm", "yarn", "bun", "bunx", "npx", "exec", "dlx", "x", "dotenv", "dotenvx", "--");

    private static final Set<String> SUBCOMMANDS = Set.of(
            "agent",
            "bin",
            "boundaries",
            "clone",
            "completion",
            "config",
            "daemon",
            "devtools",
            "docs",
            "gen",
            "generate",
            "get-mfe-port",
            "help",
            "info",
            "inspect",
            "link",
            "login",
            "logout",
            "ls",
            "mfe",
            "prune",
            "query",
            "scan",
            "skills",
            "telemetry",
            "unlink",
            "update",
            "upgrade");

    private static final Set<String> WITH_VALUE = Set.of(
            "--filter",
            "-F",
            "--concurrency",
            "--cache-dir",
            "--output-logs",
            "--log-order",
            "--log-prefix",
            "--env-mode",
            "--team",
            "--token",
            "--api",
            "--ui",
            "--cache",
            "--cache-workers",
            "--remote-cache-timeout",
            "--scope",
            "--since");

    private static final Set<String> SWITCHES = Set.of(
            "--parallel",
            "--force",
            "--no-cache",
            "--no-daemon",
            "--daemon",
            "--only",
            "--affected",
            "--continue",
            "--color",
            "--no-color",
            "--no-deps",
            "--include-dependencies",
            "--remote-only",
            "--dry",
            "--dry-run");

    private TurboCall() {}

    /** The tasks, as written; none where the command is another one. */
    static List<String> tasks(List<String> words) {
        int at = 0;
        while (at < words.size() && CARRIERS.contains(words.get(at))) {
            at++;
        }
        boolean turbo = at < words.size() && words.get(at).matches("turbo(@[\\w.^~-]+)?");
        return turbo ? read(words.subList(at + 1, words.size())) : List.of();
    }

    private static List<String> read(List<String> words) {
        List<String> plain = new ArrayList<>();
        for (int at = 0; at < words.size() && !words.get(at).equals("--"); at++) {
            String word = words.get(at);
            if (WITH_VALUE.contains(word)) {
                at++;
            } else if (!word.startsWith("-")) {
                plain.add(word);
            } else if (word.startsWith("--cwd") || (!SWITCHES.contains(word) && !word.contains("="))) {
                return List.of();
            }
        }
        boolean said = !plain.isEmpty() && plain.getFirst().matches("run|watch");
        List<String> tasks = said ? plain.subList(1, plain.size()) : plain;
        boolean other = !said && !plain.isEmpty() && SUBCOMMANDS.contains(plain.getFirst());
        boolean readable = tasks.stream().allMatch(task -> task.matches("(//#|[\\w@./-]+#)?[\\w:.-]+"));
        return other || !readable ? List.of() : List.copyOf(tasks);
    }
}
