package dev.upkeep.engine.detect.script.bundle;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.document.Json;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.SourceEntry;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Output for browsers that nobody has any more. Evidence: {@code target} ES3 or ES5 in compiler settings that emit, ES5
 * or ES2015 as {@code build.target} of Vite, Internet Explorer in a browser list.
 */
public final class LegacyTarget implements RepositoryDetector {

    private static final String RULE = "bundle/legacy-target";
    private static final Pattern VITE = Pattern.compile("^\\s*target\\s*:\\s*\\[?\\s*['\"](es5|es2015|es6)['\"]");
    private static final Pattern EXPLORER = Pattern.compile("(?i)^\\s*(ie|explorer)\\s*(>=?\\s*)?(\\d+)");

    private static final Set<Context> NOT_SHIPPED = EnumSet.of(Context.TEST, Context.VENDORED, Context.GENERATED);

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            npm.manifest().get("browserslist").ifPresent(list -> browsers(npm.path(), list, sink));
        }
        for (SourceEntry entry : repository.entries()) {
            String path = entry.path();
            if (path.contains("node_modules/") || Paths.isTestMaterial(path) || isNotShipped(repository, path)) {
                continue;
            }
            switch (entry.name()) {
                case "tsconfig.json", "tsconfig.build.json", "tsconfig.app.json", "tsconfig.base.json" ->
                    repository
                            .text(path)
                            .flatMap(text -> Json.parseRelaxed(text).root())
                            .ifPresent(root -> compiler(path, root, sink));
                case ".browserslistrc" -> lines(repository, path, EXPLORER, 0, sink);
                case "vite.config.ts", "vite.config.js", "vite.config.mts", "vite.config.mjs" ->
                    lines(repository, path, VITE, 1, sink);
                default -> {
                    // Nothing else says for whom the output is made.
                }
            }
        }
    }

    /** What is compiled for tests reaches nobody's browser; what others wrote is compiled as they say. */
    private static boolean isNotShipped(Repository repository, String path) {
        return repository
                .file(path)
                .filter(file -> NOT_SHIPPED.contains(file.context()))
                .isPresent();
    }

    private static void browsers(String path, Value list, FindingSink sink) {
        List<Value> queries = list.isMapping()
                ? list.entries().stream()
                        .filter(entry -> entry.key().equals("production"))
                        .flatMap(entry -> entry.value().items().stream())
                        .toList()
                : list.items();
        queries.stream()
                .filter(query -> query.string()
                        .filter(text -> EXPLORER.matcher(text).find())
                        .isPresent())
                .findFirst()
                .ifPresent(query -> report(path, query.line(), query.string().orElse(""), sink));
    }

    private static void compiler(String path, Value root, FindingSink sink) {
        Optional<Value> options = root.get("compilerOptions");
        boolean emits = options.flatMap(value -> value.get("noEmit"))
                        .filter(Value::isTrue)
                        .isEmpty()
                && options.flatMap(value -> value.get("emitDeclarationOnly"))
                        .filter(Value::isTrue)
                        .isEmpty();
        options.flatMap(value -> value.entry("target"))
                .filter(target -> emits)
                .filter(target -> target.value()
                        .string()
                        .filter(text -> Set.of("es3", "es5").contains(text.toLowerCase(Locale.ROOT)))
                        .isPresent())
                .ifPresent(target -> report(
                        path, target.line(), "target " + target.value().string().orElse(""), sink));
    }

    private static void lines(Repository repository, String path, Pattern pattern, int group, FindingSink sink) {
        List<String> lines =
                repository.text(path).map(text -> text.lines().toList()).orElse(List.of());
        for (int at = 0; at < lines.size(); at++) {
            Matcher matcher = pattern.matcher(lines.get(at));
            if (matcher.find()) {
                report(
                        path,
                        at + 1,
                        (group == 0 ? "" : "target ") + matcher.group(group).strip(),
                        sink);
                return;
            }
        }
    }

    private static void report(String path, int line, String target, FindingSink sink) {
        sink.report(Draft.of(RULE, Location.line(path, line)).with("target", target));
    }
}
