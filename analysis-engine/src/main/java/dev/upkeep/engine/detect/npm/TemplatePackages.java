package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.PathPattern;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Yaml;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Packages whose files are copied elsewhere before anybody installs anything. Evidence: the workspace of pnpm takes the
 * folder out and it has no lock file of its own; or it lies in a folder of templates and its manifest has no name.
 */
final class TemplatePackages {

    private static final Pattern FOLDER = Pattern.compile("(.*/)?templates?(/.*)?");

    private static final Pattern OF_TEMPLATES = Pattern.compile("\"([^\"*]*\\btemplates?)(/[^\"]*)?\"");
    private static final Pattern EXCLUDED = Pattern.compile("\"exclude\"\\s*:\\s*\\[([^\\]]*)\\]");

    private TemplatePackages() {}

    /** Whether the file lies in a folder of templates that the compiler of its package is told to leave out. */
    static boolean isLeftOut(Repository repository, NpmPackage npm, String path) {
        return path.contains("template")
                && FOLDER.matcher(Paths.folder(path)).matches()
                && repository
                        .text(npm.folder().isEmpty() ? "tsconfig.json" : npm.folder() + "/tsconfig.json")
                        .map(EXCLUDED::matcher)
                        .filter(Matcher::find)
                        .filter(found -> OF_TEMPLATES
                                .matcher(found.group(1))
                                .results()
                                .flatMap(each -> npm.resolve(each.group(1)).stream())
                                .anyMatch(excluded -> Paths.isWithin(path, excluded)))
                        .isPresent();
    }

    static Set<NpmPackage> of(Repository repository) {
        List<Pattern> excluded = excluded(repository);
        return repository.model(NpmWorkspace.MODEL).packages().stream()
                .filter(npm -> !npm.folder().isEmpty())
                .filter(npm -> isNameless(npm) || isExcluded(repository, npm, excluded))
                .collect(Collectors.toSet());
    }

    private static boolean isNameless(NpmPackage npm) {
        return npm.name().isEmpty() && FOLDER.matcher(npm.folder()).matches();
    }

    private static boolean isExcluded(Repository repository, NpmPackage npm, List<Pattern> excluded) {
        return excluded.stream()
                        .anyMatch(pattern -> pattern.matcher(npm.folder()).matches())
                && !repository.model(LockFiles.MODEL).locks().containsKey(npm.folder());
    }

    /** The patterns of {@code pnpm-workspace.yaml} that begin with an exclamation mark. */
    private static List<Pattern> excluded(Repository repository) {
        return repository
                .text("pnpm-workspace.yaml")
                .flatMap(text -> Yaml.parse(text).root())
                .flatMap(root -> root.get("packages"))
                .map(Value::strings)
                .orElse(List.of())
                .stream()
                .filter(pattern -> pattern.startsWith("!"))
                .map(pattern -> PathPattern.of(pattern.substring(1)))
                .toList();
    }
}
