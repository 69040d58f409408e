package dev.upkeep.engine.detect;

import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files that declare what the code of a repository depends on, for questions that any ecosystem may answer.
 *
 * @param all sorted by path, without other people's and those for tests
 */
public record Manifests(List<Manifest> all) {

    public static final Model<Manifests> MODEL = new Model<>("manifests", Manifests::read);

    private static final Pattern NAME = Pattern.compile(
            "Cargo\\.toml|package\\.json|pyproject\\.toml|(requirements|constraints)[\\w.-]*\\.(txt|in)|setup\\.(py|cfg)|Pipfile"
                    + "|go\\.mod|pom\\.xml|build\\.gradle(\\.kts)?|libs\\.versions\\.toml|Gemfile|composer\\.json|mix\\.exs"
                    + "|.*\\.(csproj|fsproj)|Directory\\.Packages\\.props|build\\.sbt|deno\\.jsonc?|schema\\.prisma");

    /** Of what the pattern matches: most files have another, and are not worth it. */
    private static final Set<String> EXTENSIONS = Set.of(
            "", "toml", "json", "jsonc", "txt", "in", "py", "cfg", "mod", "xml", "gradle", "kts", "exs", "csproj",
            "fsproj", "props", "sbt", "prisma");

    /** {@code requirements/base.txt} and what lies beside it, each for a place where the code runs. */
    private static final Pattern OF_PYTHON = Pattern.compile("(^|/)requirements/[\\w.-]+\\.(txt|in)$");

    /** One file as it is written. */
    public record Manifest(String path, String text) {

        /** The 1-based line of the first match; 0 without. */
        public int line(Pattern pattern) {
            List<String> lines = text.lines().toList();
            for (int at = 0; at < lines.size(); at++) {
                if (pattern.matcher(lines.get(at)).find()) {
                    return at + 1;
                }
            }
            return 0;
        }
    }

    /** Whether any of them holds the pattern. */
    public boolean name(Pattern pattern) {
        return all.stream().anyMatch(each -> pattern.matcher(each.text()).find());
    }

    /** Whether a file of this name is one. */
    public static boolean isManifest(String path) {
        return (EXTENSIONS.contains(Paths.extension(path))
                        && NAME.matcher(Paths.name(path)).matches())
                || (path.contains("requirements/") && OF_PYTHON.matcher(path).find());
    }

    private static Manifests read(Repository repository) {
        return new Manifests(repository.files().stream()
                .filter(file -> isManifest(file.path()) && !Paths.isTestMaterial(file.path()))
                .filter(file -> file.context() != Context.VENDORED && file.context() != Context.GENERATED)
                .flatMap(file -> repository.text(file.path()).map(text -> new Manifest(file.path(), text)).stream())
                .toList());
    }
}
