package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.npm.Commands;
import dev.upkeep.engine.document.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The simple commands of a shell text with the folder that each runs in, as far as the words show.
 *
 * @param calls in order, up to the first line that cannot be read word by word
 * @param end the folder that the shell is in afterwards; empty where that is not known
 */
record ShellWalk(List<Call> calls, Optional<String> end) {

    private static final Pattern BRANCHES =
            Pattern.compile("(?m)^\\s*(for|while|until|if|case|function)\\b|\\{\\s*$|\\(\\s*cd\\b");
    private static final Pattern FOLDER = Pattern.compile("[\\w@.+-][\\w@.+/-]*");

    /**
     * One call.
     *
     * @param guarded whether its failure is expected: something follows in that case
     */
    record Call(List<String> words, Optional<String> folder, boolean guarded) {

        @Override
        public String toString() {
            return String.join(" ", words);
        }
    }

    static ShellWalk of(Repository repository, String text, Optional<String> start) {
        boolean branches = BRANCHES.matcher(text).find();
        List<Call> calls = new ArrayList<>();
        Optional<String> folder = start;
        for (String line : text.replace("\\\n", " ").lines().toList()) {
            String code = line.replaceFirst("(^|\\s)#.*", "");
            if (code.contains("<<") || !isBalanced(code)) {
                return new ShellWalk(List.copyOf(calls), Optional.empty());
            }
            for (List<String> words : Commands.of(code)) {
                if (words.getFirst().matches("cd|pushd|popd")) {
                    folder = branches ? Optional.empty() : folder.flatMap(at -> into(repository, at, words));
                } else {
                    calls.add(new Call(words, folder, code.contains("||")));
                }
            }
        }
        return new ShellWalk(List.copyOf(calls), folder);
    }

    private static boolean isBalanced(String code) {
        String bare = code.replaceAll("\\\\.", "").replaceAll("\"[^\"]*\"|'[^']*'", "");
        return !bare.contains("\"") && !bare.contains("'");
    }

    private static Optional<String> into(Repository repository, String folder, List<String> words) {
        boolean plain = words.size() == 2
                && words.getFirst().equals("cd")
                && FOLDER.matcher(words.getLast()).matches()
                && !words.getLast().equals("-");
        return plain
                ? Paths.resolve(folder, words.getLast()).filter(path -> path.isEmpty() || repository.exists(path))
                : Optional.empty();
    }
}
