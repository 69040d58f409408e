package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.document.Yaml;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every compose file that can be read, without test material and other people's code. One under another name is known by
 * its content: nothing at the top but sections of compose, and services that each name what they run.
 *
 * @param files sorted by path
 */
public record ComposeFiles(List<ComposeFile> files) {

    public static final Model<ComposeFiles> MODEL = new Model<>("compose-files", ComposeFiles::read);

    private static final Pattern NAME = Pattern.compile("(docker-)?compose([._-].*)?\\.ya?ml");
    /** What stands at the top of a compose file, whatever its name is; {@code x-…} besides. */
    private static final Set<String> SECTIONS =
            Set.of("version", "name", "services", "networks", "volumes", "configs", "secrets", "include");

    private static final Pattern TEST_NAME = Pattern.compile("(?i)test[-_]");
    private static final Pattern TEST_HEADER = Pattern.compile("(?i)\\s*#.*\\btests?\\b");
    private static final Pattern SERVICES = Pattern.compile("(?m)^services:\\s*(#.*)?$");
    private static final Pattern PORT =
            Pattern.compile("(?:[0-9.]+:|\\[[^\\]]*\\]:)?(?:\\$\\{\\w+:?-(\\d+)\\}|(\\d+)):(\\d+)(?:/tcp)?");

    /** One file. */
    public record ComposeFile(String path, List<Service> services) {}

    /** One service, with the line of its name. */
    public record Service(String name, int line, Value value) {

        /** The image without digest and tag; empty without. */
        public String image() {
            return new ImageName(imageName().text().replaceFirst("@.*", "")).untagged();
        }

        /** The image as written; empty without. */
        ImageName imageName() {
            return new ImageName(value.get("image").flatMap(Value::text).orElse(""));
        }

        /** Published ports that are written out. */
        public List<Port> ports() {
            return value.get("ports").map(Value::items).orElse(List.of()).stream()
                    .flatMap(item -> port(item).stream())
                    .toList();
        }

        /** The Dockerfile that it is built from; empty where it is not built, or that cannot be said. */
        public Optional<String> dockerfile(String folder) {
            Optional<Value> build = value.get("build");
            String context = build.flatMap(each -> each.isMapping() ? each.get("context") : build)
                    .flatMap(Value::text)
                    .orElse(".");
            String file = build.flatMap(each -> each.get("dockerfile"))
                    .flatMap(Value::text)
                    .orElse("Dockerfile");
            boolean plain = isPlain(context) && isPlain(file);
            return build.filter(each -> plain)
                    .flatMap(each -> Paths.resolve(folder, context))
                    .flatMap(base -> Paths.resolve(base, file));
        }
    }

    /** The services that take this one over and change it. */
    List<Service> heirs(ComposeFile file, Service service) {
        return files.stream()
                .flatMap(each -> each.services().stream().filter(heir -> takesOver(each, heir, file, service)))
                .toList();
    }

    private static boolean takesOver(ComposeFile of, Service heir, ComposeFile file, Service service) {
        Optional<Value> taken = heir.value().get("extends");
        Optional<String> name = taken.flatMap(each -> each.isMapping() ? each.get("service") : taken)
                .flatMap(Value::text);
        Optional<String> path = taken.flatMap(each -> each.get("file"))
                .flatMap(Value::text)
                .flatMap(given -> Paths.resolve(Paths.folder(of.path()), given));
        return name.filter(service.name()::equals).isPresent()
                && path.orElse(of.path()).equals(file.path());
    }

    /** One published port. */
    public record Port(int line, int host, int container) {}

    /** Whether a path has no variables and leads nowhere outside. */
    static boolean isPlain(String path) {
        return !path.contains("$") && !path.contains(":") && !path.startsWith("/") && !path.startsWith("~");
    }

    private static Optional<Port> port(Value item) {
        if (item.isMapping()) {
            Optional<Integer> target = item.get("target").flatMap(ComposeFiles::number);
            Optional<Integer> published = item.get("published").flatMap(ComposeFiles::number);
            return target.map(inside -> new Port(item.line(), published.orElse(inside), inside));
        }
        Matcher port = PORT.matcher(item.text().orElse(""));
        if (!port.matches()) {
            return Optional.empty();
        }
        String host = port.group(1) == null ? port.group(2) : port.group(1);
        return Optional.of(new Port(item.line(), Integer.parseInt(host), Integer.parseInt(port.group(3))));
    }

    private static Optional<Integer> number(Value value) {
        return value.text().filter(text -> text.matches("\\d{1,5}")).map(Integer::valueOf);
    }

    private static ComposeFiles read(Repository repository) {
        return new ComposeFiles(repository
                .files(Language.YAML)
                .filter(file -> file.context() != Context.VENDORED && !Paths.isTestMaterial(file.path()))
                .map(AnalysedFile::path)
                .flatMap(path -> root(repository, path)
                        .flatMap(root -> root.get("services"))
                        .map(services -> new ComposeFile(path, services(services.entries())))
                        .stream())
                .toList());
    }

    private static Optional<Value> root(Repository repository, String path) {
        boolean named = NAME.matcher(Paths.name(path)).matches();
        return repository
                .text(path)
                .filter(text -> named || (SERVICES.matcher(text).find() && !isTestInput(path, text)))
                .flatMap(text -> Yaml.parse(text).root())
                .filter(root -> named || isCompose(root));
    }

    /** What a test reads says so by its name and by its first comment. */
    private static boolean isTestInput(String path, String text) {
        return TEST_NAME.matcher(Paths.name(path)).lookingAt()
                && TEST_HEADER.matcher(text).lookingAt();
    }

    /** Frameworks have services at the top of their settings too, which run no image. */
    private static boolean isCompose(Value root) {
        List<Entry> services = root.get("services").map(Value::entries).orElse(List.of());
        return !services.isEmpty()
                && root.entries().stream()
                        .allMatch(entry ->
                                SECTIONS.contains(entry.key()) || entry.key().startsWith("x-"))
                && services.stream()
                        .map(Entry::value)
                        .allMatch(service -> service.isMapping()
                                && Stream.of("image", "build", "extends")
                                        .anyMatch(key -> service.get(key).isPresent()));
    }

    private static List<Service> services(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.value().isMapping())
                .map(entry -> new Service(entry.key(), entry.line(), entry.value()))
                .toList();
    }
}
