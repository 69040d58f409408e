package dev.upkeep.engine.detect;

import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.SourceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the project keeps from its linters and formatters. That alone says little: what is generated is kept from them, and
 * much of the project's own as well.
 *
 * @param byTool each tool has files of its own, and takes back in only what it has left out itself
 */
record LinterIgnores(List<IgnoredPaths> byTool) {

    static final Model<LinterIgnores> MODEL = Model.settled("linter-ignores", LinterIgnores::read);

    private static final List<String> FILES =
            List.of(".eslintignore", ".prettierignore", ".stylelintignore", ".biomeignore", ".jshintignore");

    private static final Set<String> SETTINGS = Set.of(
            "eslint.config.js",
            "eslint.config.mjs",
            "eslint.config.cjs",
            "eslint.config.ts",
            "eslint.config.mts",
            ".oxlintrc.json",
            ".oxfmtrc.json",
            ".oxfmtrc.jsonc");

    /** A list that begins its object is for all files; one behind {@code files} is for some rules only. */
    private static final Pattern LIST = Pattern.compile("(?:\\{\\s*(?:name:\\s*['\"][^'\"\\n]*['\"],\\s*)?ignores:\\s*"
            + "|\\bglobalIgnores\\(\\s*|\"ignorePatterns\"\\s*:\\s*)\\[([^\\]]*)\\]");

    private static final Pattern TEXT = Pattern.compile("(?m)^\\s*//.*$|['\"]([^'\"\\n]+)['\"]");

    LinterIgnores {
        byTool = List.copyOf(byTool);
    }

    boolean cover(String path) {
        return byTool.stream().anyMatch(tool -> tool.covers(path));
    }

    private static LinterIgnores read(Repository repository) {
        List<IgnoredPaths> tools = new ArrayList<>();
        FILES.forEach(name -> tools.add(IgnoredPaths.read(repository, Set.of(name))));
        repository.entries().stream()
                .filter(entry -> SETTINGS.contains(entry.name()))
                .map(SourceEntry::path)
                .forEach(path -> repository
                        .text(path)
                        .filter(text -> text.contains("gnore"))
                        .map(LinterIgnores::patterns)
                        .ifPresent(patterns -> tools.add(IgnoredPaths.of(Paths.folder(path), patterns))));
        return new LinterIgnores(tools);
    }

    private static String patterns(String settings) {
        return LIST.matcher(settings)
                .results()
                .flatMap(list -> texts(list.group(1)))
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> texts(String list) {
        return TEXT.matcher(list)
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(text -> text != null && !text.isBlank());
    }
}
