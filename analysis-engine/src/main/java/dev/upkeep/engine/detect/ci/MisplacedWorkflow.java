package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds workflow files where GitHub does not look for them. Evidence: the path, and a content that is a workflow's. */
final class MisplacedWorkflow implements RepositoryDetector {

    private static final String RULE = "ci/misplaced-workflow";
    private static final String WORKFLOWS = ".github/workflows";
    private static final Pattern PLACE =
            Pattern.compile("(?:.+/)?\\.?github/(?:workflows?/)?(?:[^/]+/)?[^/]+\\.ya?ml|\\.workflows?/[^/]+\\.ya?ml"
                    + "|(?:.+/)?(?:\\.?ci|ci-?cd|(?<!(?:^|/)\\.[\\w-]{1,30}/)workflows)/[^/]+\\.ya?ml");
    /** Other systems keep their jobs there, in words of their own. */
    private static final Pattern OTHER_FOLDER = Pattern.compile("(?:.+/)?(?:\\.?ci|ci-?cd|workflows)/[^/]+");

    private static final Pattern MATERIAL = Pattern.compile(
            "(?i)(^|/)[^/]*(template|scaffold|skeleton|boilerplate|cookiecutter|starter|example|\\{\\{|\\[dot])");

    /** Where somebody has put away what is not to run any more. */
    private static final Pattern PUT_AWAY = Pattern.compile(
            "(?i)(^|/)[^/]*(legacy|archived?|disabled|deprecated|retired|unused|obsolete|inactive|(?<![a-z])old(?![a-z]))[^/]*$");

    private static final List<Pattern> LINES = List.of(
            Pattern.compile("(?m)^[\"']?on[\"']?:"),
            Pattern.compile("(?m)^jobs:"),
            Pattern.compile("(?m)^\\s+runs-on:"));

    private static final Pattern DEPENDABOT = Pattern.compile("(?:.+/)?dependabot\\.ya?ml");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        Set<String> copies = patched(repository);
        repository
                .files(Language.YAML)
                .filter(MisplacedWorkflow::isSuspect)
                .filter(file -> copies.stream().noneMatch(copy -> file.path().startsWith(copy + "/")))
                .filter(file -> isWorkflow(repository, file.path()))
                .forEach(file -> sink.report(Draft.of(RULE, Location.file(file.path()))
                        .with("folder", Paths.folder(file.path()))
                        .confidence(confidence(file.path()))));
        repository
                .files(Language.YAML)
                .filter(file -> DEPENDABOT.matcher(file.path()).matches() && isOurs(file))
                .filter(file -> !Paths.folder(file.path()).equals(".github"))
                .filter(file -> Workflows.parse(repository, file.path())
                        .filter(root -> root.get("updates").isPresent())
                        .isPresent())
                .forEach(file -> sink.report(Draft.of(RULE, Location.file(file.path()))
                        .message("Dependabot reads `.github/dependabot.yml` at the root alone, not this file")
                        .with("folder", Paths.folder(file.path()))));
        // With an ending of another kind somebody has switched it off.
        repository.below(WORKFLOWS).stream()
                .filter(file -> Paths.isDirectlyIn(file.path(), WORKFLOWS)
                        && !file.entry().name().contains("."))
                .filter(file -> isWorkflow(repository, file.path()))
                .forEach(file -> sink.report(Draft.of(RULE, Location.file(file.path()))
                        .message(
                                "GitHub reads files that end in `.yml` or `.yaml` alone here: this workflow never runs")
                        .with("folder", WORKFLOWS)));
    }

    /** Folders with a changed copy of somebody else's crate, which stands in for the one of the registry. */
    private static Set<String> patched(Repository repository) {
        return repository.model(CargoWorkspace.MODEL).manifests().stream()
                .flatMap(manifest -> manifest.document().get("patch").stream()
                        .flatMap(patch -> patch.entries().stream())
                        .flatMap(registry -> registry.value().entries().stream())
                        .flatMap(crate -> crate.value().get("path").stream())
                        .flatMap(path -> path.text().stream())
                        .flatMap(path -> Paths.resolve(manifest.folder(), path).stream()))
                .filter(folder -> !folder.isEmpty())
                .collect(Collectors.toSet());
    }

    private static double confidence(String path) {
        boolean nearly = path.startsWith(".github/");
        return nearly ? 0.9 : OTHER_FOLDER.matcher(path).matches() && !path.contains("github/") ? 0.7 : 0.8;
    }

    private static boolean isSuspect(AnalysedFile file) {
        String folder = Paths.folder(file.path());
        return PLACE.matcher(file.path()).matches() && !folder.equals(WORKFLOWS) && isOurs(file);
    }

    private static boolean isOurs(AnalysedFile file) {
        return !MATERIAL.matcher(Paths.folder(file.path())).find()
                && !PUT_AWAY.matcher(Paths.folder(file.path())).find()
                && !Paths.isTestMaterial(file.path())
                && file.context() != Context.VENDORED
                && file.context() != Context.EXAMPLE
                && file.context() != Context.TEST
                && file.context() != Context.DOCUMENTATION;
    }

    /** A file that cannot be read is known by the lines that every workflow has. */
    private static boolean isWorkflow(Repository repository, String path) {
        return Workflows.parse(repository, path)
                .map(MisplacedWorkflow::isWorkflow)
                .orElseGet(() -> repository
                        .text(path)
                        .filter(text -> LINES.stream()
                                .allMatch(line -> line.matcher(text).find()))
                        .isPresent());
    }

    private static boolean isWorkflow(Value root) {
        return root.get("on").isPresent()
                && root.get("jobs").stream()
                        .flatMap(jobs -> jobs.entries().stream())
                        .anyMatch(job -> job.value().get("runs-on").isPresent()
                                || job.value().get("uses").isPresent());
    }
}
