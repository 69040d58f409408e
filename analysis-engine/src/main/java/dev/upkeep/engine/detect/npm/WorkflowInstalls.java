package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What files of CI install by name before they run a script: {@code npm --prefix tools install @octokit/action@6}.
 *
 * @param all in the order of the files
 */
record WorkflowInstalls(List<Install> all) {

    static final Model<WorkflowInstalls> MODEL = Model.settled("npm.workflow-installs", WorkflowInstalls::read);

    private static final Pattern PIPELINE =
            Pattern.compile("\\.github/(workflows|actions)/.+\\.ya?ml|\\.gitlab-ci\\.ya?ml|\\.gitlab/ci/.+\\.ya?ml");
    private static final Pattern INSTALLS = Pattern.compile("\\b(npm|pnpm|yarn|bun)\\b.*\\b(install|i|add)\\s");
    private static final Pattern PLACE = Pattern.compile("(--prefix|--cwd|-C|--dir)(?:=(.+))?");
    private static final Pattern PACKAGE = Pattern.compile("((?:@[\\w.-]+/)?[\\w.-]+?)(@[\\w.^~*-]+)?");

    /**
     * One command.
     *
     * @param folder that it installs into; empty where it does not say
     * @param pipeline the whole text of the file that holds it
     */
    record Install(Set<String> packages, Optional<String> folder, String pipeline) {

        boolean serves(String path) {
            return folder.map(each -> Paths.isWithin(path, each)).orElseGet(() -> pipeline.contains(Paths.name(path)));
        }
    }

    private static WorkflowInstalls read(Repository repository) {
        return new WorkflowInstalls(repository.files().stream()
                .map(AnalysedFile::path)
                .filter(path -> PIPELINE.matcher(path).matches())
                .flatMap(path -> repository.text(path).stream())
                .flatMap(WorkflowInstalls::installs)
                .toList());
    }

    private static Stream<Install> installs(String pipeline) {
        return pipeline.lines()
                .filter(line -> INSTALLS.matcher(line).find())
                .map(line -> line.replaceFirst("^[\\s-]*(run:)?\\s*", ""))
                .flatMap(line -> Commands.of(line).stream())
                .filter(command -> command.stream().anyMatch(word -> word.matches("install|i|add")))
                .map(command -> install(command, pipeline));
    }

    private static Install install(List<String> command, String pipeline) {
        Optional<String> folder = Optional.empty();
        for (int at = 1; at < command.size(); at++) {
            Matcher place = PLACE.matcher(command.get(at));
            if (place.matches()) {
                String next = at + 1 < command.size() ? command.get(at + 1) : "";
                folder = Paths.resolve("", place.group(2) == null ? next : place.group(2));
            }
        }
        return new Install(
                command.stream()
                        .map(PACKAGE::matcher)
                        .filter(Matcher::matches)
                        .map(word -> word.group(1))
                        .collect(Collectors.toUnmodifiableSet()),
                folder,
                pipeline);
    }

    /** Whether a workflow installs the package where this file looks for it, or before it runs this file. */
    boolean bring(String name, String path) {
        return all.stream().anyMatch(each -> each.packages().contains(name) && each.serves(path));
    }
}
