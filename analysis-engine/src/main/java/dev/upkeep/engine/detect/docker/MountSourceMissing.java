package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.IgnoredPaths;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.docker.ComposeFiles.ComposeFile;
import dev.upkeep.engine.detect.docker.ComposeFiles.Service;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Language;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds bind mounts of compose files whose source is a file that is not in the repository. Evidence: a relative path with
 * a file extension, or one that stands for a folder of settings. Other folders are left out, because Docker makes them and
 * many are meant to be made; so are files that a command writes or that a page tells its reader to make,
 * and what a collection of templates expects where it is deployed.
 */
final class MountSourceMissing implements RepositoryDetector {

    private static final String RULE = "compose/mount-source-missing";
    private static final Pattern DOCUMENTATION = Pattern.compile("(?i)(^|/)(docs?|documentation|website)/");

    private static final Pattern SETTINGS =
            Pattern.compile("^(?:/etc/|/docker-entrypoint-initdb\\.d|/var/lib/grafana/dashboards)");
    /** Beside a source in the long form it is what a platform writes into the file before the start. */
    private static final String TEXT_OF_FILE = "content";

    private static final Pattern TEMPLATES = Pattern.compile("(?i)(^|/)(?:[\\w-]+-)?templates?(/|$)");
    /** So many unlike deployments side by side are a collection of which each is put somewhere else. */
    private static final int COLLECTION = 4;

    /** What everybody makes on the own machine. */
    private static final Pattern MADE_LOCALLY =
            Pattern.compile("(?i)cert|ssl|tls|secret|keys?\\b|letsencrypt|acme|data\\b|logs?\\b|passw|auth|local|ssh");

    /** A line of a page on which something is made or put somewhere. */
    private static final Pattern TELLS_TO_MAKE = Pattern.compile(
            "(?i)\\b(?:puts?|place[ds]?|creat\\w+|copy|copied|download\\w*|sav(?:e|ed|ing)|generat\\w+|provid\\w+|stor(?:e|ed|ing)|mak(?:e|es|ing)|write|export\\w*|renam\\w+)\\b|\\b(?:cp|mv|curl|wget)\\s|>");

    /** What stands before the name of a file that a command writes. */
    private static final String WRITES =
            "(?:>\\|?\\s*|\\s-[oO]\\s*|-out(?:put|file)?[ =]|\\b(?:tee|touch|cp|mv|ln|install|curl|wget)\\s(?:[^;&|]*[\\s/])?)[\"']?(?:[^\\s\"';&|]*/)?";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<ComposeFile> files = repository.model(ComposeFiles.MODEL).files();
        Set<String> collections = collections(files);
        for (ComposeFile file : files) {
            if (!collections.contains(Paths.folder(file.path())) && !isSnippet(repository, file.path())) {
                inspect(repository, file, sink);
            }
        }
    }

    /** Folders of templates that hold many deployments with services of other names. */
    private static Set<String> collections(List<ComposeFile> files) {
        Map<String, Set<Set<String>>> deployments = new HashMap<>();
        files.stream()
                .filter(file -> TEMPLATES.matcher(Paths.folder(file.path())).find())
                .forEach(file -> deployments
                        .computeIfAbsent(Paths.folder(file.path()), key -> new HashSet<>())
                        .add(file.services().stream().map(Service::name).collect(Collectors.toSet())));
        return deployments.entrySet().stream()
                .filter(folder -> folder.getValue().size() >= COLLECTION)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Part of a page that names it, and says there what the reader puts beside it. */
    private static boolean isSnippet(Repository repository, String path) {
        return DOCUMENTATION.matcher(path).find()
                && repository
                        .files(Language.MARKDOWN)
                        .flatMap(page -> repository.text(page.path()).stream())
                        .anyMatch(page -> page.contains(Paths.name(path)));
    }

    private static void inspect(Repository repository, ComposeFile file, FindingSink sink) {
        for (Service service : file.services()) {
            for (Value volume : service.value().get("volumes").map(Value::items).orElse(List.of())) {
                source(volume)
                        .filter(source -> volume.get(TEXT_OF_FILE).isEmpty())
                        .filter(source -> isMissing(repository, Paths.folder(file.path()), source))
                        .ifPresent(source -> sink.report(draft(file, service, volume, source)));
            }
        }
    }

    private static Draft draft(ComposeFile file, Service service, Value volume, String source) {
        Draft draft = Draft.of(RULE, Location.line(file.path(), volume.line()))
                .scope(service.name() + " " + source)
                .with("service", service.name())
                .with("source", source);
        return Paths.extension(source).isEmpty()
                ? draft.confidence(0.75)
                        .message("The service `{service}` mounts the folder `{source}`, which is not in the repository:"
                                + " Docker makes an empty one")
                : draft;
    }

    /** Whether it is a folder that the service only reads from, such as rules or dashboards. */
    private static boolean isSettings(Value volume, String source) {
        String target = volume.string()
                .map(text -> text.substring(text.indexOf(':') + 1))
                .or(() -> volume.get("target").flatMap(Value::string))
                .orElse("");
        return SETTINGS.matcher(target).find()
                && !MADE_LOCALLY.matcher(source + " " + target).find();
    }

    /** The path on the host of a bind mount, in the short form or the long one. */
    private static Optional<String> source(Value volume) {
        return volume.string()
                .filter(text -> text.contains(":"))
                .map(text -> text.substring(0, text.indexOf(':')))
                .or(() -> volume.get("source").flatMap(Value::string))
                .filter(source -> source.matches("\\.{1,2}/[\\w@./+ -]+")
                        && (!Paths.extension(source).isEmpty() || isSettings(volume, source)));
    }

    private static boolean isMissing(Repository repository, String folder, String source) {
        Optional<String> path = Paths.resolve(folder, source);
        return path.isPresent()
                && !source.endsWith(".sock")
                && !repository.exists(path.get())
                && !repository.model(IgnoredPaths.MODEL).mayCover(path.get())
                && !hasTemplate(repository, path.get())
                && !isMade(repository, folder, path.get());
    }

    /** Whether a command of the repository writes a file of this name, or a page around it tells its reader to. */
    private static boolean isMade(Repository repository, String folder, String path) {
        String name = Paths.name(path);
        if (Paths.extension(path).isEmpty()) {
            return false;
        }
        Pattern written = Pattern.compile(WRITES + Pattern.quote(name) + "(?![\\w.-])");
        return repository.files().stream()
                .filter(file -> LocalImages.holdsCommands(file) || isAround(file, folder))
                .anyMatch(file -> repository
                        .text(file.path())
                        .filter(text -> text.contains(name))
                        .filter(text -> text.lines()
                                .filter(line -> line.contains(name))
                                .anyMatch(line -> file.language() == Language.MARKDOWN
                                        ? TELLS_TO_MAKE.matcher(line).find()
                                        : written.matcher(line).find()))
                        .isPresent());
    }

    private static boolean isAround(AnalysedFile file, String folder) {
        return file.language() == Language.MARKDOWN
                && (Paths.isWithin(folder + "/", file.entry().folder())
                        || DOCUMENTATION.matcher(file.path()).find());
    }

    /** A template beside it says that everybody makes the file from it. */
    private static boolean hasTemplate(Repository repository, String path) {
        int dot = Paths.extension(path).isEmpty() ? path.length() : path.lastIndexOf('.');
        return Stream.of("example", "sample", "template", "dist", "tpl")
                .anyMatch(word -> repository.exists(path + "." + word)
                        || repository.exists(path.substring(0, dot) + "." + word + path.substring(dot)));
    }
}
