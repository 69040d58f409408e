package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.ci.ImageBuild;
import dev.upkeep.engine.detect.ci.Pipelines;
import dev.upkeep.engine.detect.docker.DockerfileModel.Found;
import dev.upkeep.engine.detect.npm.Commands;
import dev.upkeep.engine.document.Paths;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Dockerfiles that a command of the repository builds in a folder that is not of the tree: one that comes on standard
 * input, that a script makes, or that only a variable names. What they copy cannot be looked up.
 *
 * @param dockerfiles their paths
 */
record UnseenContexts(Set<String> dockerfiles) {

    static final Model<UnseenContexts> MODEL = new Model<>("docker.unseen-contexts", UnseenContexts::read);

    private static final Pattern BUILD = Pattern.compile(
            "\\b(?:(?:docker|podman|nerdctl)\\s+(?:buildx\\s+|image\\s+)?build|buildah\\s+(?:bud|build)|depot\\s+build)\\s.*");
    private static final Pattern DOCKERFILE = Pattern.compile("[\\w@$./*-]*(?:Docker|Container)file[\\w.*-]*");
    /** A line that puts something into a folder. */
    private static final Pattern COPIES = Pattern.compile("\\b(?:cp|mv|ln|install|rsync|cat|tar)\\s");

    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{\\{([^}]*)\\}\\}|\\$\\{([^}]*)\\}|\\$\\(([^()]*)\\)|\\$(\\w+)");
    /** A variable, in the form that {@link #plain} gives it, for a folder of the tree. */
    private static final Pattern IN_TREE = Pattern.compile(
            "(?i).*\\$\\w*(?:pwd|curdir|root|toplevel|workspace|project_?dir|repo|base|here|source|src|this|script|makefile|dirname).*");

    private static final Pattern UNKNOWN = Pattern.compile("\\$\\w*|\\*+");
    /** What leads to the root, or to where the script stands. */
    private static final Pattern LEADING =
            Pattern.compile("^(?:\\.{1,2}/|/|\\$\\w*(?i:pwd|curdir|root|toplevel|workspace|repo|here)\\w*/)+");
    /** From the part of a path on in which the first variable stands. */
    private static final Pattern BEHIND = Pattern.compile("[^/]*\\$.*");

    /** A step of GitHub's workflows that builds, with its inputs. */
    private static final Pattern STEP =
            Pattern.compile("\\bdocker/build-push-action@\\S+.*\\R((?:(?!\\s*-\\s+\\w+:).*\\R?){0,25})");

    private static final Pattern CONTEXT = Pattern.compile("(?m)^\\s*-?\\s*context:[ \\t]*(\\S.*)$");
    private static final Pattern FILE = Pattern.compile("(?m)^\\s*file:[ \\t]*['\"]?([^'\"\\s]+)");

    private static UnseenContexts read(Repository repository) {
        Reader reader = new Reader(
                repository,
                repository.model(DockerfileModel.MODEL).files().stream()
                        .map(Found::path)
                        .toList(),
                new TreeSet<>());
        if (!reader.dockerfiles().isEmpty()) {
            repository.files().stream()
                    .filter(LocalImages::holdsCommands)
                    .forEach(file -> repository
                            .text(file.path())
                            .filter(text -> text.contains("build"))
                            .ifPresent(text -> reader.read(file, text)));
        }
        return new UnseenContexts(Set.copyOf(reader.unseen()));
    }

    boolean holds(String dockerfile) {
        return dockerfiles.contains(dockerfile);
    }

    /** Goes through the files with commands and gathers what it finds. */
    private record Reader(Repository repository, List<String> dockerfiles, Set<String> unseen) {

        void read(AnalysedFile file, String text) {
            String folder = Pipelines.isPipeline(file.path()) ? "" : Paths.folder(file.path());
            String whole = text.replace("\\\n", " ");
            whole.lines().filter(line -> line.contains("build")).forEach(line -> command(folder, whole, plain(line)));
            STEP.matcher(text).results().forEach(step -> step(text, step.group(1)));
        }

        private void command(String folder, String text, String line) {
            Matcher build = BUILD.matcher(line);
            if (!build.find()) {
                return;
            }
            List<List<String>> commands = Commands.of(build.group().replaceFirst("[\"'],?\\s*$", ""));
            ImageBuild.of(commands.isEmpty() ? List.of() : commands.getFirst())
                    .ifPresent(each -> command(folder, text, line, each));
        }

        private void command(String folder, String text, String line, ImageBuild build) {
            if (build.contexts().contains("-")) {
                List<String> named = named(line);
                add(folder, named.isEmpty() ? List.of("Dockerfile") : named);
            } else if (!build.contexts().isEmpty()
                    && build.contexts().stream().noneMatch(each -> isSeen(folder, build, each))) {
                add(
                        folder,
                        build.file()
                                .filter(each -> DOCKERFILE.matcher(each).find())
                                .map(List::of)
                                .orElseGet(() -> copied(text)));
            }
        }

        private void step(String text, String inputs) {
            Optional<String> context = CONTEXT.matcher(inputs)
                    .results()
                    .map(each -> plain(each.group(1)))
                    .findFirst();
            boolean chosen = CONTEXT.matcher(text)
                    .results()
                    .anyMatch(each -> !each.group(1).contains("$"));
            if (!chosen
                    && context.filter(each -> each.contains("$") && !isInTree(each))
                            .isPresent()) {
                add(
                        "",
                        FILE.matcher(plain(inputs))
                                .results()
                                .map(each -> each.group(1))
                                .toList());
            }
        }

        /** Whether it is a folder of the tree, seen from the script or from the root, or may be one. */
        private boolean isSeen(String folder, ImageBuild build, String context) {
            boolean holdsFile =
                    build.file().filter(file -> file.startsWith(context + "/")).isPresent();
            return holdsFile
                    || context.contains("://")
                    || isInTree(context)
                    || stands(folder, BEHIND.matcher(context).replaceFirst(""));
        }

        private boolean stands(String folder, String context) {
            return !context.isEmpty()
                    && Stream.of(folder, "")
                            .flatMap(from -> Paths.resolve(from, context).stream())
                            .anyMatch(path -> path.isEmpty() || repository.exists(path));
        }

        private void add(String folder, List<String> names) {
            for (String name : names) {
                String end = LEADING.matcher(name).replaceFirst("");
                boolean placed = end.replaceFirst("^(?:\\$\\w*/)+", "").contains("/");
                String before =
                        placed ? "(?:.*/)?" : folder.isEmpty() ? "" : "(?:" + Pattern.quote(folder + "/") + ")?";
                Pattern wanted = paths(before, end);
                dockerfiles.stream()
                        .filter(path -> wanted.matcher(path).matches())
                        .forEach(unseen::add);
            }
        }
    }

    private static boolean isInTree(String context) {
        return IN_TREE.matcher(context).matches();
    }

    /** Dockerfiles that lines of a script put somewhere. */
    private static List<String> copied(String text) {
        return text.lines()
                .filter(line -> COPIES.matcher(line).find())
                .flatMap(line -> named(plain(line)).stream())
                .toList();
    }

    private static List<String> named(String line) {
        return DOCKERFILE.matcher(line).results().map(MatchResult::group).toList();
    }

    /** A line in which each variable is one word. */
    private static String plain(String line) {
        return VARIABLE.matcher(line.replace("\\\"", "\"")).replaceAll(variable -> {
            String name = Stream.of(1, 2, 3, 4)
                    .flatMap(group -> Optional.ofNullable(variable.group(group)).stream())
                    .findFirst()
                    .orElse("");
            return Matcher.quoteReplacement("$" + name.replaceAll("\\W", "_"));
        });
    }

    /** The paths that a name may stand for; what a variable holds is unknown. */
    private static Pattern paths(String before, String name) {
        StringBuilder pattern = new StringBuilder(before);
        for (String part : UNKNOWN.splitWithDelimiters(name, 0)) {
            pattern.append(UNKNOWN.matcher(part).matches() ? "[^/]*" : Pattern.quote(part));
        }
        return Pattern.compile(pattern.toString());
    }
}
