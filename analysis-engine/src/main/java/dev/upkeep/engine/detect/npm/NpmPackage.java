package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One {@code package.json} that can be read.
 *
 * @param path of the manifest
 * @param folder that it describes; empty for the root
 * @param manifest its content
 */
public record NpmPackage(String path, String folder, Value manifest) {

    static final String DEPENDENCIES = "dependencies";
    static final String DEV_DEPENDENCIES = "devDependencies";
    static final String OPTIONAL = "optionalDependencies";
    static final List<String> SECTIONS = List.of(DEPENDENCIES, DEV_DEPENDENCIES, "peerDependencies", OPTIONAL);

    /** The sections whose packages are installed for the package itself. */
    static final List<String> INSTALLED = List.of(DEPENDENCIES, DEV_DEPENDENCIES, OPTIONAL);

    /** Where manifests lie of which a generator makes one. */
    private static final Pattern STARTERS = Pattern.compile("(^|/)(starters?|templates?)/");

    /** Within the name of a package. */
    private static final Pattern STARTER = Pattern.compile("\\b(starter|template|boilerplate)\\b");

    private static final Pattern PLACEHOLDER = Pattern.compile("[A-Z]{2}|[{}<>%$]");

    /** A package is known by its path: to compare two need not go through all of their manifests. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NpmPackage npm && path.equals(npm.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    public Optional<String> name() {
        return manifest.get("name").flatMap(Value::string);
    }

    /** Never published: an application, a workspace root, an example. Installers take a text for true as well. */
    public boolean isPrivate() {
        return manifest.get("private")
                .filter(value ->
                        value.isTrue() || value.string().filter("true"::equals).isPresent())
                .isPresent();
    }

    /**
     * Whether something is to be filled in first, so that nobody runs it where it lies: a name that no package may have
     * ({@code plugin-PLUGIN_NAME}), none at all in a folder of starters, or a version in braces ({@code {{version}}}).
     */
    boolean isTemplate() {
        return (name().isEmpty() && STARTERS.matcher(path).find())
                || name().filter(name -> PLACEHOLDER.matcher(name).find()).isPresent()
                || SECTIONS.stream()
                        .flatMap(section -> section(section).stream())
                        .anyMatch(entry -> entry.value()
                                .string()
                                .filter(text -> text.contains("{{"))
                                .isPresent())
                || manifest.get("version")
                        .flatMap(Value::string)
                        .filter(text -> text.contains("{{"))
                        .isPresent();
    }

    /** Whether it lies in a folder of starters and is called one: what it brings is for those who begin with it. */
    boolean isStarter() {
        return STARTERS.matcher(path).find()
                && name().filter(name -> STARTER.matcher(name).find()).isPresent();
    }

    /** Whether {@code .js} files below it are ES modules. */
    public boolean isModule() {
        return manifest.get("type")
                .flatMap(Value::string)
                .filter("module"::equals)
                .isPresent();
    }

    /** The entries of a section, such as {@code dependencies} or {@code scripts}, in the order of the file. */
    public List<Entry> section(String name) {
        return manifest.get(name).map(Value::entries).orElse(List.of());
    }

    /** Scripts that hold a command; a key that begins with two slashes is a comment. */
    public List<Script> scripts() {
        return section("scripts").stream()
                .filter(entry -> !entry.key().startsWith("//"))
                .flatMap(entry ->
                        entry.value().string().stream().map(command -> new Script(entry.key(), command, entry.line())))
                .toList();
    }

    /** Whether any section names this package. */
    public boolean declares(String dependency) {
        return Stream.concat(SECTIONS.stream(), Stream.of("bundledDependencies"))
                .anyMatch(section -> manifest.at(section, dependency).isPresent());
    }

    /** The packages that some section names. */
    Set<String> declared() {
        Set<String> names = new HashSet<>();
        Stream.concat(SECTIONS.stream(), Stream.of("bundledDependencies"))
                .flatMap(section -> section(section).stream())
                .forEach(entry -> names.add(entry.key()));
        return names;
    }

    /** The path inside the repository of a path inside this package; empty where it leads out of the repository. */
    public Optional<String> resolve(String relative) {
        return Paths.resolve(folder, relative);
    }

    /** One entry of {@code scripts}. */
    public record Script(String name, String command, int line) {}
}
