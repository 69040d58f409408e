package dev.upkeep.engine.detect.script.graph;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Json;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.source.SourceEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The aliases that compiler settings ({@code tsconfig*.json}, {@code jsconfig.json}) define for the files around them:
 * {@code paths}, {@code baseUrl} and {@code rootDirs}, own and inherited ones.
 */
final class TsConfigs {

    private static final int DEEPEST_INHERITANCE = 6;
    private static final Pattern NAME = Pattern.compile("(ts|js)config([.-].+)?\\.json");

    /** Settings that hold for a folder; {@code base} is the folder that the targets are relative to. */
    private record Aliases(String scope, String base, boolean baseUrl, List<Path> paths, List<String> roots) {}

    private record Path(String prefix, String suffix, List<String> targets) {}

    private final List<Aliases> nearestFirst = new ArrayList<>();
    private final Repository repository;

    TsConfigs(Repository repository) {
        this.repository = repository;
        repository.entries().stream()
                .map(SourceEntry::path)
                .filter(path ->
                        path.endsWith(".json") && NAME.matcher(Paths.name(path)).matches())
                .filter(path -> !path.contains("node_modules/"))
                .forEach(path -> read(path, Paths.folder(path), 0));
        nearestFirst.sort(
                Comparator.comparingInt((Aliases each) -> each.scope().length()).reversed());
    }

    private void read(String path, String scope, int depth) {
        Optional<Value> root =
                repository.text(path).flatMap(text -> Json.parseRelaxed(text).root());
        if (root.isEmpty() || depth > DEEPEST_INHERITANCE) {
            return;
        }
        Optional<Value> options = root.get().get("compilerOptions");
        Optional<String> baseUrl =
                options.flatMap(value -> value.get("baseUrl")).flatMap(Value::string);
        String folder = Paths.folder(path);
        String base = baseUrl.flatMap(url -> Paths.resolve(folder, url)).orElse(folder);
        nearestFirst.add(new Aliases(
                scope,
                base,
                baseUrl.isPresent(),
                options.flatMap(value -> value.get("paths")).map(Value::entries).orElse(List.of()).stream()
                        .map(TsConfigs::path)
                        .toList(),
                options.flatMap(value -> value.get("rootDirs")).map(Value::strings).orElse(List.of()).stream()
                        .flatMap(dir -> Paths.resolve(folder, dir).stream())
                        .toList()));
        root.get().get("extends").map(Value::strings).orElse(List.of()).stream()
                .filter(parent -> parent.startsWith("."))
                .flatMap(parent -> Paths.resolve(folder, parent).stream())
                .map(parent -> parent.endsWith(".json") ? parent : parent + ".json")
                .forEach(parent -> read(parent, scope, depth + 1));
    }

    private static Path path(Value.Entry entry) {
        int star = entry.key().indexOf('*');
        String prefix = star < 0 ? entry.key() : entry.key().substring(0, star);
        String suffix = star < 0 ? "" : entry.key().substring(star + 1);
        return new Path(star < 0 ? prefix + "\0" : prefix, suffix, entry.value().strings());
    }

    /** The innermost folder around a file that settings hold for: files with the same one have the same candidates. */
    String scope(String from) {
        return nearestFirst.stream()
                .map(Aliases::scope)
                .filter(scope -> Paths.isWithin(from, scope))
                .findFirst()
                .orElse("");
    }

    /** The paths that a specifier may mean in a file, likeliest first; they need not exist. */
    Stream<String> candidates(String from, String specifier) {
        return nearestFirst.stream()
                .filter(each -> Paths.isWithin(from, each.scope()))
                .flatMap(each -> Stream.concat(
                        each.paths().stream().flatMap(path -> targets(each, path, specifier)),
                        each.baseUrl() ? Paths.resolve(each.base(), specifier).stream() : Stream.empty()));
    }

    private static Stream<String> targets(Aliases aliases, Path path, String specifier) {
        String subject = specifier + "\0";
        boolean exact = path.prefix().endsWith("\0");
        boolean matches = exact
                ? subject.equals(path.prefix())
                : specifier.length() >= path.prefix().length() + path.suffix().length()
                        && specifier.startsWith(path.prefix())
                        && specifier.endsWith(path.suffix());
        if (!matches) {
            return Stream.empty();
        }
        String star = exact
                ? ""
                : specifier.substring(
                        path.prefix().length(),
                        specifier.length() - path.suffix().length());
        return path.targets().stream()
                .map(target -> target.replace("${configDir}", ".").replace("*", star))
                .flatMap(target -> Paths.resolve(aliases.base(), target).stream());
    }

    /** The same relative specifier from the other folders that the compiler lays over each other. */
    Stream<String> laidOver(String path) {
        return nearestFirst.stream()
                .flatMap(each -> each.roots().stream()
                        .filter(root -> Paths.isWithin(path, root))
                        .flatMap(root -> each.roots().stream()
                                .filter(other -> !other.equals(root))
                                .map(other -> other + path.substring(root.length()))));
    }
}
