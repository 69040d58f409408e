package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.IgnoredPaths;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.ci.PipelineJob.Command;
import dev.upkeep.engine.detect.ci.ShellWalk.Call;
import dev.upkeep.engine.document.PathPattern;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A call of CI that works on the tree as it is committed, and fails the job where it fails.
 *
 * @param before all that the job called until then
 */
record PlacedCall(PipelineJob job, Command command, Call call, String before) {

    private static final Pattern FETCHES = Pattern.compile(
            "\\bgit\\s+(-\\S+\\s+)*(clone|checkout|switch|worktree|submodule|pull)\\b|\\b(unzip|tar|gh|svn|rsync|degit|make|cmake)\\s"
                    + "|\\bnpm\\s+(init|create)\\b|\\bnpx\\s+create");

    /** All of a repository; what comes after a command that may fetch another tree is left out. */
    static final Model<List<PlacedCall>> MODEL = new Model<>("ci-placed-calls", PlacedCall::all);

    private static List<PlacedCall> all(Repository repository) {
        return repository
                .model(Pipelines.MODEL)
                .jobs()
                .filter(job -> !job.traits().elsewhere())
                .flatMap(job -> in(repository, job).stream())
                .toList();
    }

    private static List<PlacedCall> in(Repository repository, PipelineJob job) {
        List<PlacedCall> placed = new ArrayList<>();
        StringBuilder before = new StringBuilder();
        for (Command command : job.commands()) {
            for (Call call :
                    ShellWalk.of(repository, command.text(), command.folder()).calls()) {
                if (!call.guarded()) {
                    placed.add(new PlacedCall(job, command, call, before.toString()));
                }
                String words = call + " \n";
                if (FETCHES.matcher(words).find()) {
                    return placed;
                }
                before.append(words);
            }
        }
        return placed;
    }

    /** Whether an earlier command or another job may put it there; a folder that is not in the tree is made by somebody. */
    boolean isMade(Repository repository, String path) {
        String top = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        return names(Paths.name(path))
                || (!repository.exists(top) && before.contains(top))
                || repository.model(IgnoredPaths.MODEL).mayCover(path)
                || job.received().stream()
                        .anyMatch(
                                pattern -> PathPattern.of(pattern).matcher(path).matches());
    }

    private boolean names(String file) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(file) + "(?![\\w.-])")
                .matcher(before)
                .find();
    }

    Location location() {
        return Location.line(job.path(), command.line());
    }

    /** Whether ordinary changes run into it. */
    boolean isUrgent() {
        return job.traits().onChanges() && !command.rare();
    }
}
