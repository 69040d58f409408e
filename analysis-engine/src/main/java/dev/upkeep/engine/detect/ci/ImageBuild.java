package dev.upkeep.engine.detect.ci;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a command builds an image from, as written.
 *
 * @param contexts words that may be the folder; a dash alone is what comes on standard input
 * @param file the Dockerfile; empty where the command names none
 * @param target the stage that it stops at; empty where the command names none
 * @param certain whether every option is known, so that none of the contexts is the value of one
 */
public record ImageBuild(List<String> contexts, Optional<String> file, Optional<String> target, boolean certain) {

    private static final Pattern BUILD =
            Pattern.compile("(docker|podman|nerdctl) (buildx |image )?build |(buildah (bud|build)|depot build) ");
    private static final Set<String> SWITCHES = Set.of(
            "--no-cache",
            "--pull",
            "--push",
            "--load",
            "-q",
            "--quiet",
            "--rm",
            "--force-rm",
            "--squash",
            "--compress");
    private static final Set<String> WITH_VALUE = Set.of(
            "-t",
            "--tag",
            "--build-arg",
            "--platform",
            "--cache-from",
            "--cache-to",
            "--label",
            "--network",
            "--progress",
            "--secret",
            "--ssh",
            "-o",
            "--output",
            "--builder",
            "-m",
            "--memory",
            "--metadata-file",
            "--iidfile");

    /** Reads the words of a command; empty where it builds no image. */
    public static Optional<ImageBuild> of(List<String> words) {
        if (!BUILD.matcher(String.join(" ", words) + " ").lookingAt()) {
            return Optional.empty();
        }
        List<String> contexts = new ArrayList<>();
        Optional<String> file = Optional.empty();
        Optional<String> target = Optional.empty();
        boolean certain = true;
        for (int at = words.get(1).matches("buildx|image") ? 3 : 2; at < words.size(); at++) {
            String word = words.get(at);
            boolean last = at + 1 == words.size();
            if (word.matches("-f|--file") && !last) {
                file = Optional.of(words.get(++at));
            } else if (word.startsWith("--file=")) {
                file = Optional.of(word.substring("--file=".length()));
            } else if (word.equals("--target") && !last) {
                target = Optional.of(words.get(++at));
            } else if (word.startsWith("--target=")) {
                target = Optional.of(word.substring("--target=".length()));
            } else if (WITH_VALUE.contains(word)) {
                at++;
            } else if (!word.startsWith("-") || word.equals("-")) {
                contexts.add(word);
            } else {
                certain &= SWITCHES.contains(word) || word.matches("--[\\w-]+=.*");
            }
        }
        return Optional.of(new ImageBuild(List.copyOf(contexts), file, target, certain));
    }
}
