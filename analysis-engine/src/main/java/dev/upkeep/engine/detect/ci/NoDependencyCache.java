package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.PipelineJob.Command;
import dev.upkeep.engine.detect.ci.ShellWalk.Call;
import dev.upkeep.engine.detect.npm.LockFiles;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Fix;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds jobs on machines that start empty which fetch or build dependencies each time. Evidence: a command of the job
 * calls the tool for a project with dependencies, and nothing around it names a cache.
 */
final class NoDependencyCache implements RepositoryDetector {

    private static final String RULE = "ci/no-dependency-cache";
    private static final Set<String> OF_NODE = Set.of("npm", "yarn", "pnpm", "bun");
    private static final int WORTH_A_CACHE = 20;
    private static final Pattern NAMED_FOR_RELEASES = Pattern.compile("(?i)(^|[-_])(publish|release|deploy)([-_]|$)");
    private static final Pattern PUBLISHES = Pattern.compile(
            "\\b(npm|pnpm|yarn|bun|lerna|changeset|cargo|poetry|uv|vsce|ovsx|jsr|deno) (\\S+ ){0,3}publish\\b(?![^\\n]*--dry-run)|\\btwine upload\\b");
    private static final Pattern PUBLISHING_ACTION = Pattern.compile(
            "^(pypa/gh-action-pypi-publish|changesets/action|JS-DevTools/npm-publish|rubygems/release-gem)");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        repository
                .model(Pipelines.MODEL)
                .jobs()
                .filter(job -> job.isCold() && !isPublishing(job))
                .forEach(job -> inspect(repository, job, sink));
    }

    /** Whether the job is trusted to publish what it builds, be it a rehearsal in most runs. */
    private static boolean isPublishing(PipelineJob job) {
        boolean named = NAMED_FOR_RELEASES.matcher(job.id()).find();
        return (job.traits().trusted() || named || job.text().contains("--provenance"))
                && (PUBLISHES.matcher(job.text()).find()
                        || job.actions().stream()
                                .anyMatch(action ->
                                        PUBLISHING_ACTION.matcher(action).find()));
    }

    private static void inspect(Repository repository, PipelineJob job, FindingSink sink) {
        for (Command command : job.commands()) {
            Optional<DependencyInstall> tool = DependencyInstall.in(command.text())
                    .filter(each -> !command.rare() && hasDependencies(repository, each))
                    .filter(each -> !installsFew(repository, command, each));
            if (tool.isPresent()) {
                Draft draft = Draft.of(RULE, Location.line(job.path(), command.line()))
                        .scope(job.id())
                        .with("job", job.id())
                        .with("tool", tool.get().name());
                sink.report(fix(repository, job, command, tool.get())
                        .map(draft::fix)
                        .orElse(draft));
                return;
            }
        }
    }

    private static Optional<Fix> fix(Repository repository, PipelineJob job, Command command, DependencyInstall tool) {
        return repository.model(Workflows.MODEL).files().stream()
                .filter(workflow -> workflow.path().equals(job.path()))
                .flatMap(workflow -> workflow.jobs().stream())
                .filter(each -> each.id().equals(job.id()))
                .findFirst()
                .flatMap(each -> CacheInput.of(repository, job.path(), each, tool)
                        .or(() -> CacheStep.of(repository, job.path(), each, command.line(), tool)));
    }

    /** Whether all that it installs, by the lock files or lists where it runs, is fetched as fast as a cache would be. */
    private static boolean installsFew(Repository repository, Command command, DependencyInstall tool) {
        if (!OF_NODE.contains(tool.name()) && !tool.name().equals("pip")) {
            return false;
        }
        List<Call> calls = ShellWalk.of(repository, command.text(), command.folder()).calls().stream()
                .filter(call -> tool.command().matcher(call.toString()).find())
                .toList();
        return !calls.isEmpty()
                && calls.stream()
                        .allMatch(call -> call.folder()
                                .filter(folder -> tool.name().equals("pip")
                                        ? RequirementFiles.areShort(repository, folder, call.words())
                                        : installed(repository, folder)
                                                .filter(count -> count < WORTH_A_CACHE)
                                                .isPresent())
                                .isPresent());
    }

    private static Optional<Integer> installed(Repository repository, String folder) {
        return Paths.resolve(folder, "package.json")
                .flatMap(repository.model(NpmWorkspace.MODEL)::owner)
                .flatMap(repository.model(LockFiles.MODEL)::installed);
    }

    private static boolean hasDependencies(Repository repository, DependencyInstall tool) {
        return repository.files().stream()
                .map(AnalysedFile::path)
                .filter(path -> tool.manifest().matcher(Paths.name(path)).matches())
                .anyMatch(path -> repository
                        .text(path)
                        .filter(text -> tool.declares().matcher(text).find())
                        .isPresent());
    }
}
