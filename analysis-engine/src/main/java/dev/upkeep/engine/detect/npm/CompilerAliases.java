package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.npm.ModuleNames.Alias;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.source.SourceEntry;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one {@code tsconfig.json} says of where modules lie: {@code paths} and {@code baseUrl}.
 *
 * @param folder where it lies
 */
record CompilerAliases(Repository repository, String folder) {

    private static final Pattern EXTENSION = Pattern.compile("(\\.d)?\\.\\w+$");
    private static final Pattern STAR = Pattern.compile("/?\\*.*$");

    Stream<Alias> of(Value root) {
        Value options = root.get("compilerOptions").orElse(root);
        Optional<String> base =
                options.get("baseUrl").flatMap(Value::string).flatMap(url -> Paths.resolve(folder, url));
        List<Entry> paths = options.get("paths").map(Value::entries).orElse(List.of());
        return Stream.concat(
                paths.stream().flatMap(entry -> ofPath(entry, base.orElse(folder))),
                base.stream().flatMap(start -> below(start, "")).map(first -> Alias.of(folder, first)));
    }

    /** Where no slash ends what stands before the star, only the targets tell what it may stand for. */
    private Stream<Alias> ofPath(Entry entry, String base) {
        String key = entry.key();
        int star = key.indexOf('*');
        Alias named = Alias.of(folder, STAR.matcher(key).replaceFirst(""));
        if (star < 0 || key.startsWith("/*", star - 1)) {
            return Stream.of(named);
        }
        Stream<Alias> found = entry.value().strings().stream()
                .filter(target -> target.contains("*"))
                .flatMap(target -> starts(target, base))
                .map(first -> Alias.of(folder, key.substring(0, star) + first));
        return Stream.concat(Stream.of(named), found);
    }

    private Stream<String> starts(String target, String base) {
        String start = target.substring(0, target.indexOf('*')).replace("${configDir}", ".");
        int slash = start.lastIndexOf('/') + 1;
        return Paths.resolve(base, start.substring(0, slash)).stream()
                .flatMap(place -> below(place, start.substring(slash)));
    }

    /** How imports begin that mean a file of a folder: its first part behind the prefix. */
    private Stream<String> below(String place, String prefix) {
        String start = (place.isEmpty() ? "" : place + "/") + prefix;
        return repository.entries().stream()
                .map(SourceEntry::path)
                .filter(path -> path.startsWith(start))
                .map(path -> first(path.substring(start.length())))
                .distinct();
    }

    /** How an import begins that means this path: its first folder, or its name without its extension. */
    private static String first(String path) {
        int slash = path.indexOf('/');
        return slash >= 0 ? path.substring(0, slash) : EXTENSION.matcher(path).replaceFirst("");
    }
}
