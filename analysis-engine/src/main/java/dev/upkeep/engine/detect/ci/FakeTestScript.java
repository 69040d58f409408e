package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmPackage.Script;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds tests that cannot fail: shell scripts and npm scripts with the name of a test that only print, wait and end
 * well. Evidence: every command of the script. A script that nothing of CI, npm or make calls is left alone, and so is an
 * npm script of a package whose tests something else runs, or that has none.
 */
final class FakeTestScript implements RepositoryDetector {

    private static final String RULE = "tests/fake-test-script";
    private static final String UNRUN =
            "`{script}` only prints and ends well, and no script runs the {tests} test files of the package; {caller} calls it";
    private static final String ONE_UNRUN =
            "`{script}` only prints and ends well, and no script runs the one test file of the package; {caller} calls it";
    private static final Pattern TEST_NAME = Pattern.compile(
            "(?i)(.*[-_.])?(tests?|e2e|integration|smoke|check|verify|validate|bench(mark)?)([-_.].*)?\\.(ba|z)?sh");
    private static final Pattern PRINTS = Pattern.compile("(?:echo|printf)\\b.*");
    private static final Pattern HARMLESS = Pattern.compile(
            "(?:echo|printf|sleep|set|true|:|date|shift|local|export|readonly)\\b.*|:|exit(\\s+0)?|return(\\s+0)?"
                    + "|[A-Za-z_]\\w*=(?:(?!\\$\\(|`).)*|[A-Za-z_]\\w*=\\$\\((?:date|dirname|seq)\\b.*"
                    + "|(?:for|while)\\s.*\\bin\\b.*|do|done|then|fi|else|esac|function\\s+\\w+.*|\\w+\\s*\\(\\)\\s*\\{?|\\{|\\}|;");
    /** A function of the script's own does what its body does, which is looked at as well. */
    private static final Pattern FUNCTION = Pattern.compile("(?m)^\\s*(?:function\\s+(\\w+)|(\\w+)\\s*\\(\\)).*");

    private static final Pattern RUNS_SOMETHING = Pattern.compile("\\$\\((?!\\()|`[^`]+`|<<|\\|");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        scripts(repository, sink);
        repository.model(NpmWorkspace.MODEL).packages().forEach(npm -> npm(repository, npm, sink));
    }

    private static void scripts(Repository repository, FindingSink sink) {
        repository
                .files(Language.SHELL)
                .filter(file -> TEST_NAME.matcher(Paths.name(file.path())).matches()
                        && !Paths.isTestMaterial(file.path())
                        && file.context() != Context.VENDORED)
                .filter(file -> repository
                        .text(file.path())
                        .filter(FakeTestScript::isFake)
                        .isPresent())
                .forEach(file -> caller(repository, file.path())
                        .ifPresent(caller -> sink.report(draft(Location.file(file.path()), file.path(), caller)
                                .with("urgent", true))));
    }

    /** Where there is no test, a script that says so is an honest answer to a tool that asks every package. */
    private static void npm(Repository repository, NpmPackage npm, FindingSink sink) {
        for (Script script : npm.scripts()) {
            boolean fake = script.name().matches("test(:.*)?") && isFake(script.command());
            int tests = fake ? new TestsBeside(repository, npm).unrun(script.name()) : 0;
            if (tests > 0) {
                boolean called = callsNpm(repository, npm.folder(), script.name());
                Draft draft = draft(Location.line(npm.path(), script.line()), script.name(), called ? "CI" : "npm")
                        .with("tests", tests)
                        .message(tests == 1 ? ONE_UNRUN : UNRUN);
                sink.report((called ? draft.with("urgent", true) : draft.severity(Severity.LOW)).scope(script.name()));
            }
        }
    }

    /** Whether all that it does is to print, to wait and to end well. */
    static boolean isFake(String text) {
        Set<String> own = FUNCTION.matcher(text)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .collect(Collectors.toSet());
        List<String> commands = text.replaceAll("\\\\\\n", " ")
                .replaceAll("\\$?\\(\\([^()]*\\)\\)", "0")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .flatMap(line -> Arrays.stream(
                        line.split("\\s*(?:&&|\\|\\||;)\\s*(?=(?:[^\"']*[\"'][^\"']*[\"'])*[^\"']*$)", -1)))
                .map(command -> command.strip().replaceFirst("^(then|do|else)\\s+", ""))
                .filter(command -> !command.isEmpty() && !command.equals("0"))
                .filter(command -> !own.contains(command.split("\\s", 2)[0]))
                .toList();
        return commands.stream().anyMatch(command -> PRINTS.matcher(command).matches())
                && commands.stream()
                        .allMatch(command -> HARMLESS.matcher(command).matches())
                && commands.stream()
                        .filter(command -> !command.matches("\\w+=\\$\\((date|dirname|seq).*"))
                        .map(command -> command.replaceAll("'[^']*'|\\\\[$`]|\\$\\(date[^)]*\\)", ""))
                        .noneMatch(command -> RUNS_SOMETHING
                                .matcher(command.replaceAll("\\|(?=[^\"]*\")", ""))
                                .find());
    }

    /** Who starts the script: the first workflow, manifest or makefile that names its file. */
    private static Optional<String> caller(Repository repository, String path) {
        String name = Paths.name(path);
        Optional<String> workflow = repository
                .model(Pipelines.MODEL)
                .jobs()
                .filter(job -> job.text().contains(name))
                .map(PipelineJob::path)
                .findFirst();
        return workflow.or(() -> repository.files().stream()
                .map(AnalysedFile::path)
                .filter(each -> Paths.name(each).matches("package\\.json|Makefile|justfile"))
                .filter(each -> repository
                        .text(each)
                        .filter(text -> text.contains(name))
                        .isPresent())
                .findFirst());
    }

    private static boolean callsNpm(Repository repository, String folder, String script) {
        Pattern call = Pattern.compile("\\b(npm|pnpm|yarn|bun)\\s+(run\\s+)?" + Pattern.quote(script) + "(?![\\w:-])");
        return folder.isEmpty()
                && repository
                        .model(Pipelines.MODEL)
                        .jobs()
                        .anyMatch(job -> call.matcher(job.text()).find());
    }

    private static Draft draft(Location location, String script, String caller) {
        return Draft.of(RULE, location).with("script", script).with("caller", caller);
    }
}
