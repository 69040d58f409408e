package dev.upkeep.engine.detect.script.bundle;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import dev.upkeep.engine.source.SourceEntry;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A build that goes on in spite of type errors. Evidence: {@code typescript.ignoreBuildErrors} of Next.js, or a script
 * of the manifest that throws away the result of {@code tsc}.
 */
public final class TypeErrorsIgnored implements RepositoryDetector {

    private static final String RULE = "bundle/type-errors-ignored";
    private static final Pattern NEXT = Pattern.compile("next\\.config\\.[cm]?[jt]s");
    private static final Pattern SWITCHED_OFF = Pattern.compile("^[^/*]*\\bignoreBuildErrors['\"]?\\s*:\\s*true");
    private static final Pattern COMPILER = Pattern.compile("\\b(vue-tsc|tsc|tsgo)\\b");
    private static final Pattern CI = Pattern.compile(
            "\\.github/workflows/.*\\.ya?ml|\\.gitlab-ci\\.yml|\\.circleci/config\\.yml|azure-pipelines\\.yml");
    /** What runs scripts of npm, and what may stand between it and their name, in a line that is no comment. */
    private static final String RUNNER =
            "(?m)^(?!\\s*#).*\\b(?:npm|pnpm|yarn|bunx?|npx|turbo|nx|lerna|rush|deno)\\s[^\\n#]*?(?<![\\w-])";

    private static final Pattern THROWN_AWAY =
            Pattern.compile("\\b(vue-tsc|tsc)\\b[^&|;]*(\\|\\|\\s*(true|exit 0|:|echo)|;\\s*(true|exit 0)\\s*$)");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        repository.entries().stream()
                .map(SourceEntry::path)
                .filter(path -> NEXT.matcher(Paths.name(path)).matches() && !path.contains("node_modules/"))
                .filter(path -> PathContexts.of(path, Language.TYPESCRIPT) != Context.TEST)
                .forEach(path -> repository
                        .text(path)
                        .ifPresent(
                                text -> inspect(repository, path, text.lines().toList(), sink)));
        repository.model(NpmWorkspace.MODEL).packages().forEach(npm -> inspect(npm, sink));
    }

    private static void inspect(Repository repository, String path, List<String> lines, FindingSink sink) {
        for (int at = 0; at < lines.size(); at++) {
            if (SWITCHED_OFF.matcher(lines.get(at)).find() && !isCheckedInCi(repository, path)) {
                sink.report(draft(path, at + 1, "ignoreBuildErrors: true"));
            }
        }
    }

    /** Whether a workflow names a script of the package that runs the compiler. */
    private static boolean isCheckedInCi(Repository repository, String path) {
        List<String> scripts = repository.model(NpmWorkspace.MODEL).owner(path).stream()
                .flatMap(npm -> npm.scripts().stream())
                .filter(script -> COMPILER.matcher(script.command()).find()
                        && !THROWN_AWAY.matcher(script.command()).find())
                .map(script -> Pattern.quote(script.name()))
                .distinct()
                .toList();
        Pattern named = Pattern.compile(RUNNER + "(?:" + String.join("|", scripts) + ")(?![\\w-])");
        return !scripts.isEmpty()
                && repository.entries().stream()
                        .map(SourceEntry::path)
                        .filter(each -> CI.matcher(each).matches())
                        .flatMap(each -> repository.text(each).stream())
                        .anyMatch(text -> named.matcher(text).find());
    }

    private static void inspect(NpmPackage npm, FindingSink sink) {
        for (NpmPackage.Script script : npm.scripts()) {
            Matcher thrown = THROWN_AWAY.matcher(script.command());
            if (thrown.find()) {
                sink.report(draft(npm.path(), script.line(), thrown.group().strip()));
            }
        }
    }

    private static Draft draft(String path, int line, String how) {
        return Draft.of(RULE, Location.line(path, line)).with("how", how);
    }
}
