package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Manifests;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.ci.Pipelines;
import dev.upkeep.engine.detect.docker.ComposeFiles.ComposeFile;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Images that the repository builds itself, so that their tag says nothing of what is in them.
 *
 * @param names without tags, given by compose files to what they build, and by commands that build, also in Markdown
 * @param services names of services that some compose file builds
 * @param publishing texts of workflows that build and push images
 * @param families owners of what these push, each with the first word of the image's name
 * @param projects names that manifests bear
 */
record LocalImages(
        Set<String> names, Set<String> services, List<String> publishing, Set<String> families, Set<String> projects) {

    static final Model<LocalImages> MODEL = new Model<>("docker.local-images", LocalImages::read);

    private static final Pattern BUILT = Pattern.compile(
            "(?:\\bbuild\\b[^\\n]*?\\s(?:-t|--tag)[ =]|\\bdocker (?:image )?tag \\S+ )[\"']?([a-z0-9][\\w./-]*)");
    private static final Pattern PUBLISHES = Pattern.compile(
            "build-push-action|docker/metadata-action|docker (image )?push|docker (buildx )?build\\b.*\\s--push\\b|buildah|kaniko");
    /** A name in which a variable of the workflow stands. */
    private static final Pattern PUT_TOGETHER =
            Pattern.compile("[/-]\\$\\{\\{\\s*(?:matrix\\.|env\\.|inputs\\.|github\\.repository)");

    /** An image that is called after the repository. */
    private static final Pattern OF_REPOSITORY =
            Pattern.compile("\\b([a-z][\\w.-]*)/\\$\\{\\{\\s*github\\.repository\\s*\\}\\}");

    /** One that bears a name of its own under the owner of the repository. */
    private static final Pattern OF_REPOSITORY_OWNER =
            Pattern.compile("\\$\\{\\{\\s*github\\.repository_owner\\s*\\}\\}/([a-z0-9][\\w.-]*)");

    /** The name of a package of npm, Rust or Python. */
    private static final Pattern NAMED = Pattern.compile("^\\s*\"?name\"?\\s*[:=]\\s*\"([\\w.-]+)\"");

    /** The names that an action or a command gives to what is built: one alone, or one on each line. */
    private static final Pattern GIVEN = Pattern.compile(
            "(?m)^[ \\t]*-?[ \\t]*(?:images|tags):[ \\t]*([^|>\\s].*|[|>][-+]?[ \\t]*\\n(?:\\s+[^\\s:]+/.*\\n)+)|(?:-t|--tag|image\\.tags\\+?|docker push)[ =]+(\\S+)");

    private static final Pattern OWNED =
            Pattern.compile("(?m)(?:^|[\\s\"'=,])((?:[\\w-]+(?:\\.[\\w-]+)+/)?[a-z0-9][\\w-]*/[a-z0-9]+)");

    private static final Pattern COMMANDS =
            Pattern.compile("(?i)(GNU)?makefile|justfile|package\\.json|Taskfile\\.ya?ml");

    private static LocalImages read(Repository repository) {
        Set<String> names = new TreeSet<>();
        Set<String> services = new TreeSet<>();
        for (ComposeFile file : repository.model(ComposeFiles.MODEL).files()) {
            file.services().stream()
                    .filter(service -> service.value().get("build").isPresent())
                    .forEach(service -> {
                        services.add(service.name());
                        names.add(service.imageName().untagged());
                    });
        }
        repository.files().stream()
                .filter(LocalImages::holdsCommands)
                .flatMap(file -> repository.text(file.path()).stream())
                .filter(text -> text.contains("build") || text.contains("docker"))
                .flatMap(text -> BUILT.matcher(text.replace("\\\n", " ")).results())
                .forEach(built -> names.add(built.group(1)));
        repository
                .files(Language.MARKDOWN)
                .forEach(page -> names.addAll(page.facts().words().getOrDefault(BuildInstructions.KIND, Set.of())));
        List<String> publishing = repository
                .files(Language.YAML)
                .filter(file -> Pipelines.isPipeline(file.path()))
                .flatMap(file -> repository.text(file.path()).stream())
                .filter(text -> PUBLISHES.matcher(text).find())
                .toList();
        return new LocalImages(
                Set.copyOf(names), Set.copyOf(services), publishing, families(publishing), projects(repository));
    }

    private static Set<String> families(List<String> publishing) {
        return publishing.stream()
                .flatMap(text -> GIVEN.matcher(text).results())
                .map(given -> given.group(1) == null ? given.group(2) : given.group(1))
                .flatMap(given -> OWNED.matcher(given).results())
                .map(owned -> owned.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> projects(Repository repository) {
        return repository.model(Manifests.MODEL).all().stream()
                .flatMap(manifest -> manifest.text().lines())
                .filter(line -> line.contains("name"))
                .flatMap(line -> NAMED.matcher(line).results())
                .map(named -> named.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static boolean holdsCommands(AnalysedFile file) {
        return file.language() == Language.SHELL
                || file.language() == Language.YAML
                || isCommands(file.entry().name());
    }

    /** Most names end otherwise, and are not worth a pattern. */
    private static boolean isCommands(String name) {
        char last = Character.toLowerCase(name.charAt(name.length() - 1));
        return (last == 'e' || last == 'n' || last == 'l')
                && COMMANDS.matcher(name).matches();
    }

    /** Whether the repository builds or publishes it. */
    boolean isOurs(ImageName image) {
        return holds(image) || publishes(image);
    }

    boolean holds(ImageName image) {
        return names.contains(image.untagged());
    }

    /** Whether CI pushes images, under names it puts together, and this one is called after a service that is built here. */
    boolean publishesFor(String service, ImageName image) {
        boolean calledAfter = image.name().equals(service) || image.name().endsWith("-" + service);
        return calledAfter
                && services.contains(service)
                && publishing.stream()
                        .anyMatch(text -> PUT_TOGETHER.matcher(text).find());
    }

    /** Whether the workflow calls its image after the repository or under its owner, and a manifest bears that name. */
    private boolean isOfRepository(ImageName image, String workflow) {
        return projects.contains(image.name())
                && (groups(OF_REPOSITORY, workflow)
                                .anyMatch(host -> image.untagged().equals(host + "/" + image.ofOwner()))
                        || groups(OF_REPOSITORY_OWNER, workflow).anyMatch(image.name()::equals));
    }

    private static Stream<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(each -> each.group(1));
    }

    /** Whether CI pushes an image of this name. */
    boolean publishes(ImageName image) {
        return image.untagged().contains("/")
                && publishing.stream()
                        .anyMatch(text -> text.contains(image.untagged())
                                || isPutTogether(image, text)
                                || isOfRepository(image, text));
    }

    /** Whether registry and name stand apart in the workflow, which puts them together with variables. */
    private static boolean isPutTogether(ImageName image, String workflow) {
        String registry = image.registry();
        return !registry.isEmpty()
                && workflow.contains(image.ofOwner())
                && named(registry).matcher(workflow).find()
                && named(image.ofOwner()).matcher(workflow).find();
    }

    /** A value, whole. */
    private static Pattern named(String text) {
        return Pattern.compile("[\\s\"'=}/]" + Pattern.quote(text) + "(?=[\\s\"':]|/\\$|$)");
    }

    /** Whether CI pushes an image of the same owner whose name begins alike: another edition of the same product. */
    boolean publishesBeside(ImageName image) {
        return families.contains(image.untagged().replaceFirst("(?<=/[a-z0-9]{1,80})[^a-z0-9/][^/]*$", ""));
    }

    /** Whether a pipeline that pushes images names this folder; it need not name the root. */
    boolean pushesFrom(String folder) {
        return publishing.stream().anyMatch(text -> text.contains(folder));
    }
}
