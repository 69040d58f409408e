package dev.upkeep.engine.detect.npm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a shell line apart, as npm scripts and steps of CI hold it, as far as its words show. */
public final class Commands {

    private static final Pattern TOKEN =
            Pattern.compile("&&|\\|\\||[;|&()]|(?:\"(?:\\\\.|[^\"\\\\])*\"|'[^']*'|\\\\.|[^\\s;|&()\"'\\\\])+");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);

    /** With the options that say no more than how {@code sudo} does it. */
    private static final Set<String> CARRIERS = Set.of(
            "cross-env", "cross-env-shell", "env", "exec", "time", "npx", "bunx", "--", "sudo", "-E", "-H", "-n");

    private Commands() {}

    /** The simple commands in order, each as its words without quotes; assignments and their carriers are left out. */
    public static List<List<String>> of(String line) {
        List<List<String>> commands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Matcher token = TOKEN.matcher(line);
        while (token.find()) {
            String word = token.group();
            if (word.matches("&&|\\|\\||[;|&()]")) {
                add(commands, words);
                words = new ArrayList<>();
            } else {
                words.add(unquoted(word));
            }
        }
        add(commands, words);
        return commands;
    }

    private static void add(List<List<String>> commands, List<String> words) {
        List<String> rest = words;
        while (!rest.isEmpty() && isCarrier(rest.getFirst())) {
            rest = rest.subList(1, rest.size());
        }
        if (!rest.isEmpty()) {
            commands.add(List.copyOf(rest));
        }
    }

    /** Words before a command that change its surroundings and not its meaning. */
    private static boolean isCarrier(String word) {
        return CARRIERS.contains(word) || ASSIGNMENT.matcher(word).matches();
    }

    private static String unquoted(String word) {
        return word.replaceAll("^(['\"])(.*)\\1$", "$2");
    }
}
