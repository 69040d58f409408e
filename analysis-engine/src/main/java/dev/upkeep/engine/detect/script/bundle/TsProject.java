package dev.upkeep.engine.detect.script.bundle;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.document.Json;
import dev.upkeep.engine.document.PathPattern;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Settings of the TypeScript compiler and what they extend.
 *
 * @param settings the file that was asked for, then each that one before it extends, the likeliest to decide first
 * @param whole whether all of them could be read
 */
record TsProject(List<Settings> settings, boolean whole) {

    private static final int DEEPEST_INHERITANCE = 6;
    private static final Pattern OUTSIDE = Pattern.compile("(^|/)(node_modules|bower_components|jspm_packages)/");

    private static final Pattern HIDDEN = Pattern.compile("(?<=^|/)\\.\\w[^/]*(?=/)");

    /** One file of settings. */
    private record Settings(String folder, Value root) {

        Optional<Value> option(String name) {
            return root.at("compilerOptions", name);
        }

        Optional<List<Pattern>> patterns(String key) {
            return root.get(key)
                    .map(value -> value.strings().stream()
                            .flatMap(pattern -> compiled(folder, pattern).stream())
                            .toList());
        }
    }

    static TsProject read(Repository repository, String path) {
        return read(repository, path, 0);
    }

    private static TsProject read(Repository repository, String path, int depth) {
        Optional<Value> root =
                repository.text(path).flatMap(text -> Json.parseRelaxed(text).root());
        if (root.isEmpty() || depth > DEEPEST_INHERITANCE) {
            return new TsProject(List.of(), false);
        }
        Settings own = new Settings(Paths.folder(path), root.get());
        List<TsProject> parents = root.get().get("extends").map(Value::strings).orElse(List.of()).reversed().stream()
                .map(parent -> parent(repository, path, parent)
                        .map(each -> read(repository, each, depth + 1))
                        .orElse(new TsProject(List.of(), false)))
                .toList();
        return new TsProject(
                Stream.concat(Stream.of(own), parents.stream().flatMap(each -> each.settings().stream()))
                        .toList(),
                parents.stream().allMatch(TsProject::whole));
    }

    /** The file that {@code extends} names: beside this one, or in a package of the repository. */
    private static Optional<String> parent(Repository repository, String path, String name) {
        String file = name.endsWith(".json") ? name : name + ".json";
        Optional<String> found = name.startsWith(".")
                ? Paths.resolve(Paths.folder(path), file)
                : repository
                        .model(NpmWorkspace.MODEL)
                        .named(name)
                        .flatMap(npm -> npm.resolve(
                                "." + file.substring(npm.name().orElse("").length())));
        return found.filter(repository::exists);
    }

    /** What the nearest file that speaks of an option says. */
    Optional<Value> option(String name) {
        return settings.stream().flatMap(each -> each.option(name).stream()).findFirst();
    }

    boolean isOn(String name) {
        return option(name).filter(Value::isTrue).isPresent();
    }

    /** How many sources the compiler starts from; empty where single files are listed, whose imports decide. */
    Optional<Long> files(Repository repository) {
        Optional<List<Pattern>> included = patterns("include");
        if (settings.isEmpty()
                || (included.isEmpty()
                        && settings.getFirst().root().get("files").isPresent())) {
            return Optional.empty();
        }
        List<Pattern> within = included.orElse(
                List.of(Pattern.compile(within(settings.getFirst().folder()))));
        List<Pattern> without = patterns("exclude").orElse(List.of());
        return Optional.of(repository
                .files(Language.TYPESCRIPT, Language.TSX)
                .map(AnalysedFile::path)
                .filter(path -> !isOutside(path) && !isHidden(path, within))
                .filter(path ->
                        within.stream().anyMatch(each -> each.matcher(path).matches()))
                .filter(path ->
                        without.stream().noneMatch(each -> each.matcher(path).matches()))
                .count());
    }

    private Optional<List<Pattern>> patterns(String key) {
        return settings.stream().flatMap(each -> each.patterns(key).stream()).findFirst();
    }

    private static boolean isOutside(String path) {
        return (path.contains("_modules/") || path.contains("_components/") || path.contains("_packages/"))
                && OUTSIDE.matcher(path).find();
    }

    /** Stars enter no folder that begins with a dot; a pattern that writes it out does. */
    private static boolean isHidden(String path, List<Pattern> within) {
        boolean dotted = path.startsWith(".") || path.contains("/.");
        return dotted
                && HIDDEN.matcher(path)
                        .results()
                        .map(MatchResult::group)
                        .anyMatch(folder ->
                                within.stream().noneMatch(each -> each.pattern().contains(folder)));
    }

    private static String within(String folder) {
        return folder.isEmpty() ? ".*" : Pattern.quote(folder) + "/.*";
    }

    /** A pattern of {@code include} as one of the repository's paths: a folder stands for all that is in it. */
    private static Optional<Pattern> compiled(String folder, String pattern) {
        String plain = pattern.replace("${configDir}", ".");
        int star = plain.indexOf('*');
        String fixed = star < 0 ? plain : plain.substring(0, plain.lastIndexOf('/', star) + 1);
        return Paths.resolve(folder, fixed.isEmpty() ? "." : fixed).map(base -> {
            String prefix = base.isEmpty() || star < 0 ? base : base + "/";
            return PathPattern.of(prefix + plain.substring(fixed.length()));
        });
    }
}
