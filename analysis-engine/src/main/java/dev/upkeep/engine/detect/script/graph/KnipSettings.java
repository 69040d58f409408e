package dev.upkeep.engine.detect.script.graph;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.document.Json;
import dev.upkeep.engine.document.PathPattern;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that settings of Knip name as starts, or as unused on purpose: their people know of them and keep them. */
final class KnipSettings {

    private static final List<String> NAMES = List.of("knip.json", "knip.jsonc", ".knip.json", ".knip.jsonc");
    private static final List<String> KEPT = List.of("entry", "ignore", "ignoreFiles");
    private static final Pattern CHOICE = Pattern.compile("\\{([^{}]*)}");

    private KnipSettings() {}

    static Set<String> kept(Repository repository) {
        List<Pattern> patterns = repository.model(NpmWorkspace.MODEL).packages().stream()
                .flatMap(npm -> settings(repository, npm).flatMap(root -> patterns(npm.folder(), root)))
                .toList();
        return patterns.isEmpty()
                ? Set.of()
                : repository.files().stream()
                        .filter(ImportGraph::isProduction)
                        .map(AnalysedFile::path)
                        .filter(path -> patterns.stream()
                                .anyMatch(pattern -> pattern.matcher(path).matches()))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Value> settings(Repository repository, NpmPackage npm) {
        return Stream.concat(
                npm.manifest().get("knip").stream(),
                NAMES.stream()
                        .flatMap(name -> npm.resolve(name).stream())
                        .flatMap(path -> repository.text(path).stream())
                        .flatMap(text -> Json.parseRelaxed(text).root().stream()));
    }

    private static Stream<Pattern> patterns(String folder, Value root) {
        Stream<Pattern> ofWorkspaces = root.get("workspaces").map(Value::entries).orElse(List.of()).stream()
                .flatMap(workspace -> named(folder, workspace.key(), workspace.value()));
        return Stream.concat(named(folder, ".", root), ofWorkspaces);
    }

    private static Stream<Pattern> named(String folder, String workspace, Value settings) {
        Optional<String> base = Paths.resolve(folder, workspace);
        return KEPT.stream()
                .flatMap(key -> settings.get(key).stream())
                .flatMap(value -> value.strings().stream())
                .filter(pattern -> !pattern.startsWith("!"))
                .map(pattern -> pattern.replaceFirst("!$", ""))
                .flatMap(KnipSettings::alternatives)
                .flatMap(pattern -> base.flatMap(each -> Paths.resolve(each, pattern)).stream())
                .map(PathPattern::of);
    }

    /** {@code src/*.{ts,tsx}} as {@code src/*.ts} and {@code src/*.tsx}. */
    private static Stream<String> alternatives(String pattern) {
        Matcher choice = CHOICE.matcher(pattern);
        return choice.find()
                ? Stream.of(choice.group(1).split(",", -1))
                        .flatMap(each -> alternatives(
                                pattern.substring(0, choice.start()) + each + pattern.substring(choice.end())))
                : Stream.of(pattern);
    }
}
