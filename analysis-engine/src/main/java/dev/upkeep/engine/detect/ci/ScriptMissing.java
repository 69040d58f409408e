package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.MakefileCalls.MadeCall;
import dev.upkeep.engine.detect.ci.ShellWalk.Call;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.detect.npm.StartedFile;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds calls of CI that start a file or an npm script which is not there, and recipes of makefiles that start such an npm
 * script. Evidence: the words of the command, the folder that it runs in, and the tree; what an earlier command names or
 * may have fetched, what a build makes and what another job hands over are left out, and so are calls whose failure is
 * expected.
 */
final class ScriptMissing implements RepositoryDetector {

    private static final String RULE = "ci/script-missing";
    private static final Set<String> QUIET = Set.of("-s", "--silent");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        Set<Location> seen = new HashSet<>();
        repository
                .model(PlacedCall.MODEL)
                .forEach(call -> missing(repository, call)
                        .filter(_ -> seen.add(call.location()))
                        .ifPresent(what -> sink.report(draft(call, what))));
        MakefileCalls.of(repository)
                .forEach(made -> script(made.call())
                        .flatMap(script -> unknown(repository, made.call(), script))
                        .ifPresent(what -> sink.report(draft(made, what))));
    }

    private static Optional<String> missing(Repository repository, PlacedCall placed) {
        Call call = placed.call();
        return call.folder()
                .flatMap(folder -> StartedFile.of(call.words()).flatMap(file -> Paths.resolve(folder, file)))
                .filter(path -> StartedFile.isAbsent(repository, path) && !placed.isMade(repository, path))
                .map(path -> "`" + path + "`, which is not in the repository")
                .or(() -> script(call).flatMap(script -> unknown(repository, call, script)));
    }

    /** The npm script that a call starts; none where options lead to other packages. */
    private static Optional<String> script(Call call) {
        List<String> words = call.words().stream()
                .takeWhile(word -> !word.equals("--"))
                .filter(word -> !QUIET.contains(word))
                .toList();
        boolean npm = words.getFirst().equals("npm") && words.size() > 1;
        if (npm && words.size() == 2 && words.get(1).matches("test|t")) {
            return Optional.of("test");
        }
        boolean run = words.size() == 3
                && (npm || words.getFirst().equals("pnpm"))
                && words.get(1).matches("run|run-script");
        return run
                ? Optional.of(words.get(2)).filter(name -> name.matches("[\\w:.@/-]+") && !name.startsWith("-"))
                : Optional.empty();
    }

    private static Optional<String> unknown(Repository repository, Call call, String script) {
        Optional<NpmPackage> npm = call.folder()
                .flatMap(folder -> repository.model(NpmWorkspace.MODEL).packages().stream()
                        .filter(each -> each.folder().equals(folder))
                        .findFirst());
        return npm.filter(each -> each.manifest().at("scripts", script).isEmpty())
                .map(each -> "the script `" + script + "`, and `" + each.path() + "` has none of that name");
    }

    private static Draft draft(MadeCall made, String what) {
        return Draft.of(RULE, Location.line(made.path(), made.line()))
                .scope(made.target() + " " + made.call())
                .with("command", made.call().toString())
                .with("job", made.target())
                .with("what", what)
                .severity(Severity.MEDIUM);
    }

    private static Draft draft(PlacedCall call, String what) {
        Draft draft = Draft.of(RULE, call.location())
                .scope(call.job().id() + " " + call.call())
                .with("command", call.call().toString())
                .with("job", call.job().id())
                .with("what", what);
        return call.isUrgent() ? draft.with("urgent", true) : draft;
    }
}
