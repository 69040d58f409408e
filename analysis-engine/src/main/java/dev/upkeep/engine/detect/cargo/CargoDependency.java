package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One entry of a dependency table.
 *
 * @param key the name in the table, by which code refers to it
 * @param table such as {@code dependencies} or {@code target.'cfg(unix)'.dev-dependencies}
 * @param value a version or a table
 */
public record CargoDependency(String key, String table, int line, Value value) {

    private static final List<String> TABLES = List.of("dependencies", "dev-dependencies", "build-dependencies");

    /** All of a manifest, those of targets too, in the order of tables. */
    public static List<CargoDependency> of(Value manifest) {
        List<CargoDependency> found = new ArrayList<>();
        for (String table : TABLES) {
            collect(manifest, table, "", found);
        }
        for (Entry target : manifest.get("target").map(Value::entries).orElse(List.of())) {
            for (String table : TABLES) {
                collect(target.value(), table, "target." + target.key() + ".", found);
            }
        }
        return List.copyOf(found);
    }

    private static void collect(Value owner, String table, String prefix, List<CargoDependency> found) {
        owner.get(table)
                .map(Value::entries)
                .orElse(List.of())
                .forEach(entry ->
                        found.add(new CargoDependency(entry.key(), prefix + table, entry.line(), entry.value())));
    }

    public boolean isOptional() {
        return value.get("optional").filter(Value::isTrue).isPresent();
    }

    public boolean isDevelopment() {
        return table.endsWith("dev-dependencies");
    }

    public boolean isBuild() {
        return table.endsWith("build-dependencies");
    }

    /** Whether it names a folder beside it. */
    public boolean isLocal() {
        return value.get("path").isPresent();
    }

    public boolean isInherited() {
        return value.get("workspace").filter(Value::isTrue).isPresent();
    }

    /** The platform or condition of its table; empty for the ordinary tables. */
    public String condition() {
        return table.startsWith("target.") ? table.substring("target.".length(), table.lastIndexOf('.')) : "";
    }

    /** The name of the package, where the key renames it. */
    public String packageName() {
        return value.get("package").flatMap(Value::string).orElse(key);
    }

    /** The version requirement as written. */
    public Optional<String> version() {
        return value.string().or(() -> value.get("version").flatMap(Value::string));
    }

    public List<String> features() {
        return value.get("features").map(Value::strings).orElse(List.of());
    }

    /**
     * The names by which code may refer to it: packages whose library is called otherwise drop an affix, a dash, a
     * capital or a number, but never so much that any word is left, as {@code fs} of {@code fs4} and {@code c} of {@code libc}.
     */
    public Stream<String> codeNames() {
        String plain = key.replace('-', '_');
        return Stream.of(
                        plain,
                        plain.replaceFirst("^rust_", ""),
                        plain.replaceFirst("^lib(?=[a-z0-9_]{4})", ""),
                        plain.replaceFirst("_(rs|rust|sys|lib)$", ""),
                        plain.replace("_", ""),
                        plain.replaceFirst("(?<=[a-z]{5})[0-9]+$", ""),
                        plain.toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .distinct();
    }
}
