package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.NpmPackage.Script;
import dev.upkeep.engine.document.Dockerfile;
import dev.upkeep.engine.document.Dockerfile.Instruction;
import dev.upkeep.engine.document.LineDiff;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Fix;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds npm scripts that start a file which is not in the repository. Evidence: the command is an interpreter (or a path
 * of its own), the path is written out, and nothing shows that the file is made by a build: no ignore pattern covers it
 * and no other script names its folder.
 */
final class ScriptFileMissing implements RepositoryDetector {

    private static final String RULE = "npm/script-file-missing";
    private static final Pattern OUTPUT_OPTION = Pattern.compile("(-o|-d|--?out[\\w-]*|--dist[\\w-]*)(=.*)?");
    private static final Pattern STANDALONE = Pattern.compile("output\\s*:[^,}]*['\"]standalone['\"]");

    /** {@code cp package.json dist/api/}, as a command of a shell or with the words of an instruction. */
    private static final Pattern MANIFEST_COPY = Pattern.compile(
            "\\bcp\\s+(?:-\\w+\\s+)*(?:\\S+\\s+){0,20}?(\\S*package\\*?\\.json)\\s+(?:\\S+\\s+){0,20}?(\\S+)\\s*(?:$|[;&|])");

    private static final Pattern PLAIN = Pattern.compile("[\\w@./-]+");
    private static final String NOT_FROM_THERE =
            "The script `{script}` runs `{file}`, and no such file is there: that would be `{absent}`";

    private static final Pattern OUTPUT = Pattern.compile("(^|/)(dist|build|out|output|\\.output)(/|$)");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        repository.model(NpmWorkspace.MODEL).packages().stream()
                .filter(npm -> !npm.isTemplate())
                .forEach(npm -> npm.scripts().forEach(script -> inspect(repository, npm, script, sink)));
    }

    private static void inspect(Repository repository, NpmPackage npm, Script script, FindingSink sink) {
        String folder = npm.folder();
        for (List<String> command : Commands.of(script.command())) {
            if (command.getFirst().equals("cd")) {
                Optional<String> next = command.size() == 2 ? Paths.resolve(folder, command.get(1)) : Optional.empty();
                if (next.isEmpty() || !repository.exists(next.get())) {
                    next.filter(path -> isFolderMissing(repository, npm, path))
                            .ifPresent(path -> sink.report(goesInto(npm, script, command.get(1), path)));
                    return;
                }
                folder = next.get();
                continue;
            }
            unknown(npm, folder, command).ifPresent(name -> sink.report(draft(npm, script, name)));
            settings(repository, npm, script, folder, command).ifPresent(sink::report);
            NestEntry.of(command)
                    .filter(entry -> entry.isWithoutSource(repository))
                    .ifPresent(entry -> sink.report(draft(npm, script, entry)));
            Optional<String> file = StartedFile.of(command);
            Optional<String> path = file.flatMap(new Base(folder)::resolve);
            if (path.isPresent() && isMissing(repository, npm, script, file.get(), path.get())) {
                sink.report(draft(repository, npm, script, file.get(), path.get()));
            }
        }
    }

    /** Whether the folder would lie in one that is there, and no command names it that may make it. */
    private static boolean isFolderMissing(Repository repository, NpmPackage npm, String path) {
        String name = Paths.name(path);
        return repository.exists(Paths.folder(path))
                && PLAIN.matcher(path).matches()
                && StartedFile.isAbsent(repository, path + "/package.json")
                && npm.scripts().stream()
                        .flatMap(each -> Commands.of(each.command()).stream())
                        .filter(command -> !command.getFirst().equals("cd"))
                        .noneMatch(command -> names(command, name));
    }

    private static Draft goesInto(NpmPackage npm, Script script, String folder, String path) {
        return Draft.of(RULE, Location.line(npm.path(), script.line()))
                .scope(script.name())
                .with("script", script.name())
                .with("file", folder)
                .with("absent", path)
                .message("The script `{script}` goes into the folder `{file}`, and no `{absent}` is in the repository");
    }

    /** The script of this manifest that a command starts and that is not there; options may lead to other manifests. */
    private static Optional<String> unknown(NpmPackage npm, String folder, List<String> command) {
        return started(command)
                .filter(_ -> folder.equals(npm.folder()))
                .filter(name -> npm.manifest().at("scripts", name).isEmpty());
    }

    /** The name behind {@code npm run}; what pnpm and Bun get without {@code run} may be a program, but for a colon in it. */
    private static Optional<String> started(List<String> command) {
        int at = command.size() > 2 && command.get(1).equals("run") ? 2 : 1;
        boolean runs = command.size() > at
                && command.getFirst().matches(at == 2 ? "npm|pnpm|yarn" : "pnpm|bun")
                && command.get(at).matches(at == 2 ? "\\w[\\w:.-]*" : "\\w[\\w.-]*(:[\\w.-]+)+")
                && command.stream()
                        .skip(at + 1)
                        .takeWhile(word -> !word.equals("--"))
                        .noneMatch(word -> word.startsWith("-"));
        return runs ? Optional.of(command.get(at)) : Optional.empty();
    }

    private static Draft draft(NpmPackage npm, Script script, String name) {
        return Draft.of(RULE, Location.line(npm.path(), script.line()))
                .scope(script.name() + " " + name)
                .with("script", script.name())
                .with("started", name)
                .confidence(0.95)
                .message(
                        "The script `{script}` starts the script `{started}`, and this manifest has none of that name");
    }

    private static Draft draft(NpmPackage npm, Script script, NestEntry entry) {
        return Draft.of(RULE, Location.line(npm.path(), script.line()))
                .scope(script.name() + " " + entry.path())
                .with("script", script.name())
                .with("file", entry.path())
                .confidence(0.85)
                .message(
                        "The script `{script}` starts what is built from `{file}`, and no source stands at such a path");
    }

    private static Optional<Draft> settings(
            Repository repository, NpmPackage npm, Script script, String folder, List<String> command) {
        return StartedFile.settings(command)
                .filter(file -> !isMentionedBesides(npm, Paths.name(file)))
                .flatMap(file -> new Base(folder)
                        .resolve(file)
                        .filter(path -> StartedFile.isAbsent(repository, path))
                        .map(path -> settings(npm, script, file, path)));
    }

    /** Whether a command of the manifest names such a file and does not take its settings from it: it may make it. */
    private static boolean isMentionedBesides(NpmPackage npm, String name) {
        return npm.scripts().stream()
                .filter(each -> each.command().contains(name))
                .flatMap(each -> Commands.of(each.command()).stream())
                .anyMatch(each ->
                        StartedFile.settings(each).isEmpty() && each.stream().anyMatch(word -> word.contains(name)));
    }

    private static Draft settings(NpmPackage npm, Script script, String file, String path) {
        return Draft.of(RULE, Location.line(npm.path(), script.line()))
                .scope(script.name() + " " + file)
                .with("script", script.name())
                .with("file", file)
                .with("absent", path)
                .message("The script `{script}` takes its settings from `{file}`, which is not in the repository");
    }

    private static boolean isMissing(Repository repository, NpmPackage npm, Script script, String file, String path) {
        return StartedFile.isAbsent(repository, path)
                && !madeByAnother(repository, npm, script, path)
                && !isForImage(repository, npm, file)
                && !isStandalone(repository, npm, path);
    }

    /** A file without a folder, where an image puts this manifest beside what the build made: {@code COPY package.json dist/}. */
    private static boolean isForImage(Repository repository, NpmPackage npm, String file) {
        return !file.replaceFirst("^\\./", "").contains("/")
                && repository
                        .files(Language.DOCKERFILE)
                        .flatMap(each -> repository.text(each.path()).stream())
                        .flatMap(text -> Dockerfile.parse(text).instructions().stream())
                        .anyMatch(instruction -> movesManifest(instruction, npm));
    }

    private static boolean movesManifest(Instruction instruction, NpmPackage npm) {
        Matcher copy = MANIFEST_COPY.matcher(instruction.is("RUN") ? instruction.whole() : "cp " + instruction.plain());
        return (instruction.is("RUN")
                        || (instruction.is("COPY") && instruction.flag("from").isEmpty()))
                && copy.results()
                        .anyMatch(each -> Paths.resolve("", each.group(1))
                                        .filter(npm.path()::equals)
                                        .isPresent()
                                && OUTPUT.matcher(each.group(2)).find());
    }

    /** The server that Next.js writes for an image when its output is set so. */
    private static boolean isStandalone(Repository repository, NpmPackage npm, String path) {
        return Paths.name(path).equals("server.js")
                && npm.declares("next")
                && NextSettings.say(repository, npm, STANDALONE);
    }

    /**
     * Whether another script names the file, or its folder: one that is in the repository only as the place for output,
     * since builds seldom write beside sources.
     */
    private static boolean madeByAnother(Repository repository, NpmPackage npm, Script script, String path) {
        String relative = npm.folder().isEmpty() ? path : path.replace(npm.folder() + "/", "");
        String folder = relative.contains("/") ? Paths.folder(relative) : relative;
        boolean exists = relative.contains("/") && repository.exists(Paths.folder(path));
        return npm.scripts().stream()
                .filter(each -> !each.name().equals(script.name()))
                .flatMap(each -> Commands.of(each.command()).stream())
                .filter(command -> StartedFile.of(command).isEmpty())
                .anyMatch(command -> names(command, Paths.name(relative))
                        || (names(command, folder)
                                && (!exists || command.stream().anyMatch(OUTPUT_OPTION.asMatchPredicate()))));
    }

    private static boolean names(List<String> command, String part) {
        return command.stream().anyMatch(word -> word.contains(part));
    }

    private static Draft draft(Repository repository, NpmPackage npm, Script script, String file, String path) {
        boolean folderExists = Paths.folder(path).isEmpty() || repository.exists(Paths.folder(path));
        Draft draft = Draft.of(RULE, Location.line(npm.path(), script.line()))
                .scope(script.name())
                .with("script", script.name())
                .with("file", file)
                .with("absent", path)
                .with("folderExists", folderExists)
                .confidence(folderExists ? 0.95 : 0.8);
        // From the root it may be there, where to say no more than its name would look wrong.
        Draft said = repository.exists(file) ? draft.message(NOT_FROM_THERE) : draft;
        return script.command().contains("cd ")
                ? said
                : elsewhere(repository, npm, file, path).map(said::fix).orElse(said);
    }

    /** The path corrected, where one file of this name, and only one, stands elsewhere in the package. */
    private static Optional<Fix> elsewhere(Repository repository, NpmPackage npm, String file, String path) {
        String root = npm.folder().isEmpty() ? "" : npm.folder() + "/";
        List<String> found = repository.files().stream()
                .filter(each -> each.context() == Context.PRODUCTION || each.context() == Context.SCRIPT)
                .map(AnalysedFile::path)
                .filter(each -> each.startsWith(root) && Paths.name(each).equals(Paths.name(path)))
                .toList();
        if (found.size() != 1 || !Paths.name(path).contains(".")) {
            return Optional.empty();
        }
        String there = (file.startsWith("./") ? "./" : "") + found.getFirst().substring(root.length());
        return repository.text(npm.path()).flatMap(text -> corrected(npm.path(), text, file, there));
    }

    private static Optional<Fix> corrected(String manifest, String text, String file, String there) {
        LineDiff diff = new LineDiff(manifest, text);
        Pattern word = Pattern.compile("(?<=[\\s\"'])" + Pattern.quote(file) + "(?=[\\s\"'])");
        List<Integer> lines = IntStream.rangeClosed(1, diff.size())
                .filter(number -> word.matcher(diff.line(number)).find())
                .boxed()
                .toList();
        if (lines.size() != 1 || there.matches(".*[\\s\"'\\\\].*")) {
            return Optional.empty();
        }
        String line = diff.line(lines.getFirst());
        return diff.replace(lines.getFirst(), word.matcher(line).replaceAll(Matcher.quoteReplacement(there)))
                .fix("Start `" + there + "`, the one file of that name");
    }

    /** The folder that a command runs in. */
    private record Base(String folder) {

        Optional<String> resolve(String file) {
            return Paths.resolve(folder, file).filter(path -> !path.isEmpty());
        }
    }
}
