package dev.upkeep.engine.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Dockerfile as BuildKit reads it: continued lines joined, comments and here-documents taken apart. Any text can be
 * read; what makes no sense is an instruction with a keyword that is none.
 *
 * @param instructions in the order of the file
 * @param frontend the image of a {@code # syntax=} line, which may know more instructions; empty without
 */
public record Dockerfile(List<Instruction> instructions, String frontend) {

    private static final String DEFAULT_NAME = "Dockerfile";
    private static final Pattern DIRECTIVE = Pattern.compile("#\\s*([A-Za-z]+)\\s*=\\s*(\\S+)\\s*");
    private static final Pattern INSTRUCTION = Pattern.compile("\\s*(\\S+)\\s*(.*)", Pattern.DOTALL);
    private static final Pattern HEREDOC = Pattern.compile("<<-?(['\"]?)([A-Za-z_][A-Za-z0-9_]*)\\1");

    /**
     * One instruction.
     *
     * @param keyword in upper case
     * @param arguments after the keyword, lines joined by spaces, without comments and here-documents
     * @param heredoc the text of its here-documents
     */
    public record Instruction(String keyword, String arguments, String heredoc, int startLine, int endLine) {

        public boolean is(String word) {
            return keyword.equals(word);
        }

        /** Flags such as {@code --from=build} before the first argument. */
        public Optional<String> flag(String name) {
            for (String word : arguments.strip().split("\\s+", -1)) {
                if (!word.startsWith("--")) {
                    return Optional.empty();
                }
                if (word.startsWith("--" + name + "=")) {
                    return Optional.of(word.substring(name.length() + 3));
                }
            }
            return Optional.empty();
        }

        /** The arguments after the flags. */
        public String plain() {
            return arguments.strip().replaceFirst("^(--[a-zA-Z-]+(=\\S*)?\\s+)*", "");
        }

        /** All that a shell or a reader sees of it. */
        public String whole() {
            return heredoc.isEmpty() ? arguments : arguments + "\n" + heredoc;
        }
    }

    /**
     * One build stage.
     *
     * @param base what it starts from, as written
     * @param name after {@code AS}; empty without
     * @param instructions after its {@code FROM}
     */
    public record Stage(int index, String base, String name, int line, List<Instruction> instructions) {}

    /**
     * The paths under which builders look for this one: where it is called {@code Dockerfile}, Docker takes
     * {@code dockerfile} too (as the front end of BuildKit reads a context), and Podman {@code Containerfile}.
     */
    public static Stream<String> places(String path) {
        return path.equals(DEFAULT_NAME) || path.endsWith("/" + DEFAULT_NAME)
                ? Stream.of(DEFAULT_NAME, "dockerfile", "Containerfile")
                        .map(name -> path.substring(0, path.length() - DEFAULT_NAME.length()) + name)
                : Stream.of(path);
    }

    /** Reads a Dockerfile. */
    public static Dockerfile parse(String text) {
        return new Reader(text.startsWith("\uFEFF") ? text.substring(1) : text).read();
    }

    /** The stages in order; instructions before the first {@code FROM} belong to none. */
    public List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < instructions.size(); i++) {
            Instruction from = instructions.get(i);
            if (from.is("FROM")) {
                int end = i + 1;
                while (end < instructions.size() && !instructions.get(end).is("FROM")) {
                    end++;
                }
                List<String> words = List.of(from.plain().strip().split("\\s+", -1));
                String name = words.size() > 2 && words.get(1).equalsIgnoreCase("as") ? words.get(2) : "";
                stages.add(new Stage(
                        stages.size(), words.getFirst(), name, from.startLine(), instructions.subList(i + 1, end)));
            }
        }
        return List.copyOf(stages);
    }

    /** Whether a build can stop at this stage: a name in small or capital letters, or the number of one. */
    public boolean hasTarget(String target) {
        List<Stage> stages = stages();
        boolean numbered = target.matches("\\d{1,4}") && Integer.parseInt(target) < stages.size();
        return numbered || stages.stream().anyMatch(stage -> stage.name().equalsIgnoreCase(target));
    }

    private static final class Reader {

        private final List<String> lines;
        private final List<Instruction> instructions = new ArrayList<>();
        private String frontend = "";
        private char escape = '\\';
        private int at;

        Reader(String text) {
            this.lines = text.lines().toList();
        }

        Dockerfile read() {
            directives();
            while (at < lines.size()) {
                if (isSkipped(lines.get(at))) {
                    at++;
                } else {
                    instruction();
                }
            }
            return new Dockerfile(List.copyOf(instructions), frontend);
        }

        /** Directives stand before all else. */
        private void directives() {
            for (String line : lines) {
                Matcher directive = DIRECTIVE.matcher(line);
                if (!directive.matches()) {
                    return;
                }
                switch (directive.group(1).toLowerCase(Locale.ROOT)) {
                    case "syntax" -> frontend = directive.group(2);
                    case "escape" -> escape = directive.group(2).charAt(0);
                    default -> {
                        // Others, such as `check`, do not change how the file is read.
                    }
                }
            }
        }

        private void instruction() {
            int start = at;
            StringBuilder joined = new StringBuilder();
            boolean continued = true;
            while (continued && at < lines.size()) {
                String line = lines.get(at++);
                if (at - 1 > start && isSkipped(line)) {
                    continue;
                }
                String bare = line.stripTrailing();
                continued = !bare.isEmpty() && bare.charAt(bare.length() - 1) == escape;
                joined.append(continued ? bare.substring(0, bare.length() - 1) : bare)
                        .append(' ');
            }
            Matcher words = INSTRUCTION.matcher(joined);
            if (words.matches()) {
                String keyword = words.group(1).toUpperCase(Locale.ROOT);
                String heredoc = keyword.matches("RUN|COPY|ADD") ? heredocs(words.group(2)) : "";
                instructions.add(new Instruction(keyword, words.group(2).strip(), heredoc, start + 1, at));
            }
        }

        private String heredocs(String arguments) {
            StringBuilder body = new StringBuilder();
            Matcher heredoc = HEREDOC.matcher(arguments);
            while (heredoc.find()) {
                @Nullable String line = null;
                while (at < lines.size() && !heredoc.group(2).equals(line == null ? "" : line.strip())) {
                    line = lines.get(at++);
                    body.append(line).append('\n');
                }
            }
            return body.toString();
        }

        private static boolean isSkipped(String line) {
            return line.isBlank() || line.stripLeading().startsWith("#");
        }
    }
}
