package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a {@code .dockerignore} keeps out of a build. The last pattern that matches a file, or a folder around it, decides.
 *
 * @param file that says it
 */
record DockerIgnore(String file, List<Rule> rules) {

    private static final Pattern PART = Pattern.compile("\\*\\*/?|\\*|\\?|\\[[^\\]]*\\]|[^*?\\[]+|\\[");

    /** One line. */
    private record Rule(Pattern pattern, boolean keeps) {}

    /** Of the Dockerfile itself, else of the folder that it is built in. */
    static Optional<DockerIgnore> of(Repository repository, String dockerfile, String context) {
        String own = dockerfile + ".dockerignore";
        String shared = context.isEmpty() ? ".dockerignore" : context + "/.dockerignore";
        String file = repository.exists(own) ? own : shared;
        return repository.text(file).map(text -> parse(file, text));
    }

    private static DockerIgnore parse(String file, String text) {
        List<Rule> rules = new ArrayList<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    boolean keeps = line.startsWith("!");
                    String path = (keeps ? line.substring(1).strip() : line)
                            .replaceFirst("^(\\./|/)+", "")
                            .replaceFirst("/+$", "");
                    rules.add(new Rule(pattern(path), keeps));
                });
        return new DockerIgnore(file, List.copyOf(rules));
    }

    private static Pattern pattern(String path) {
        String regex =
                PART.matcher(path).results().map(part -> regex(part.group())).reduce("", String::concat);
        return Pattern.compile(regex + "(/.*)?");
    }

    private static String regex(String part) {
        return switch (part) {
            case "**/" -> "(.*/)?";
            case "**" -> ".*";
            case "*" -> "[^/]*";
            case "?" -> "[^/]";
            default -> part.length() > 2 && part.startsWith("[") ? part.replace("[!", "[^") : Pattern.quote(part);
        };
    }

    /** Whether a file at this path, seen from the folder of the build, is not sent to the builder. */
    boolean excludes(String path) {
        return rules.stream()
                .filter(rule -> rule.pattern().matcher(path).matches())
                .reduce((_, later) -> later)
                .filter(rule -> !rule.keeps())
                .isPresent();
    }
}
