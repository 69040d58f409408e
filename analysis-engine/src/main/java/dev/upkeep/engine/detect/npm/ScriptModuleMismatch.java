package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.NpmPackage.Script;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds files that an npm script runs with plain {@code node} and that are written in the other module system than the
 * one Node reads them in. Evidence: the command, the extension, and {@code type} of the nearest manifest.
 */
final class ScriptModuleMismatch implements RepositoryDetector {

    private static final String RULE = "npm/script-module-mismatch";
    private static final String OLDER =
            "Node before 20.19 and 22.7 reads this file as CommonJS, where `{statement}` of `{target}` fails; "
                    + "the script `{script}` runs it";
    /** Those that look at the source where no type is given, and those behind them. */
    private static final EngineRange DETECTING = new EngineRange(">=20.19.0 <21.0.0 || >=22.7.0");

    private static final Pattern LOADER = Pattern.compile(
            "(^|\\s)(-r|--require|--import|--loader|--experimental-loader|--experimental-default-type\\S*)(\\s|=|$)");
    private static final Pattern CALL = Pattern.compile("(?<![\\w.])require\\s*\\(\\s*['\"`]");
    private static final Pattern OWN_REQUIRE =
            Pattern.compile("createRequire|\\b(const|let|var|function)\\s+require\\b|typeof require");

    /** A file that a script runs, and the line of its first statement of the wrong kind. */
    private record Started(AnalysedFile file, String text, Script script) {}

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        Set<String> seen = new HashSet<>();
        for (NpmPackage npm : workspace.packages()) {
            for (Script script : npm.scripts()) {
                started(repository, npm, script)
                        .filter(started -> seen.add(started.file().path()))
                        .ifPresent(started -> inspect(repository, started, sink));
            }
        }
    }

    /** Only a script of one plain command: after {@code cd} the path would mean another file. */
    private static Optional<Started> started(Repository repository, NpmPackage npm, Script script) {
        return Commands.of(script.command()).stream()
                .takeWhile(command -> !command.getFirst().equals("cd"))
                .filter(command -> command.getFirst().equals("node"))
                .filter(command -> !LOADER.matcher(String.join(" ", command)).find())
                .flatMap(command -> StartedFile.of(command).stream())
                .flatMap(file -> npm.resolve(file).stream())
                .flatMap(path -> repository.file(path).or(() -> repository.file(path + ".js")).stream())
                .filter(file -> Paths.extension(file.path()).matches("[cm]?js"))
                // Of these only the text was searched, which does not tell one kind of import from the other.
                .filter(file -> file.context() != Context.GENERATED && file.context() != Context.VENDORED)
                .findFirst()
                .flatMap(file -> repository.text(file.path()).map(text -> new Started(file, text, script)));
    }

    private static void inspect(Repository repository, Started started, FindingSink sink) {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        String extension = Paths.extension(started.file().path());
        Optional<NpmPackage> owner = workspace.owner(started.file().path());
        boolean module = extension.equals("mjs")
                || (extension.equals("js") && owner.filter(NpmPackage::isModule).isPresent());
        boolean undecided = extension.equals("js")
                && owner.filter(npm -> npm.manifest().get("type").isEmpty()).isPresent();
        Optional<Link> imported = first(started, List.of("import", "export-from"));
        boolean ownRequire = OWN_REQUIRE.matcher(started.text()).find();
        Optional<Link> required = ownRequire ? Optional.empty() : first(started, List.of("require"));
        if (module && required.isPresent()) {
            sink.report(draft(started, required.get(), "require", "ES module"));
        } else if (!module && imported.isPresent()) {
            Draft draft = draft(started, imported.get(), "import", "CommonJS");
            // Node 20.19 and 22.7 look at the source where no type is given, and read it a second time.
            boolean detected = undecided && required.isEmpty();
            if (!detected) {
                sink.report(draft);
            } else if (!ownRequire && !NodeVersions.of(repository, owner).startWithin(DETECTING)) {
                sink.report(draft.message(OLDER).severity(Severity.LOW).confidence(0.7));
            }
        }
    }

    private static Optional<Link> first(Started started, List<String> kinds) {
        List<String> lines = started.text().lines().toList();
        return started.file().facts().links().stream()
                .filter(link -> kinds.contains(link.kind()) && link.line() <= lines.size())
                .filter(link -> !link.kind().equals("require")
                        || CALL.matcher(lines.get(link.line() - 1)).find())
                .findFirst();
    }

    private static Draft draft(Started started, Link link, String statement, String read) {
        return Draft.of(RULE, Location.line(started.file().path(), link.line()))
                .scope(started.script().name())
                .with("statement", statement)
                .with("readAs", read)
                .with("script", started.script().name())
                .with("target", link.target());
    }
}
