package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is written beside an entry of a {@code Cargo.toml}: the comment lines directly above, and the entry's own line. */
public final class ManifestComment {

    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#(.*)");

    private static final int LEAST_WORDS = 3;

    private ManifestComment() {}

    /** Whether it asks for exactly one version, or for none above one, and a sentence beside it says why. */
    public static boolean holdsBack(Repository repository, CargoPackage owner, CargoDependency dependency) {
        return holdsBack(repository, owner.manifest(), dependency);
    }

    /** The same for an entry of the manifest at this path. */
    public static boolean holdsBack(Repository repository, String manifest, CargoDependency dependency) {
        return dependency
                        .version()
                        .filter(version -> version.strip().matches("=.*|.*<.*"))
                        .isPresent()
                && beside(repository, manifest, dependency).stream()
                        .anyMatch(comment -> comment.strip().split("\\s+", -1).length >= LEAST_WORDS);
    }

    /** The texts behind {@code #}, from the top on. */
    public static List<String> beside(Repository repository, CargoPackage owner, CargoDependency dependency) {
        return beside(repository, owner.manifest(), dependency);
    }

    private static List<String> beside(Repository repository, String manifest, CargoDependency dependency) {
        List<String> lines = repository.text(manifest).stream()
                .flatMap(String::lines)
                .limit(dependency.line())
                .toList();
        if (dependency.line() < 1 || lines.size() < dependency.line()) {
            return List.of();
        }
        int at = lines.size() - 2;
        while (at >= 0 && lines.get(at).stripLeading().startsWith("#")) {
            at--;
        }
        return lines.subList(at + 1, lines.size()).stream()
                .map(COMMENT::matcher)
                .filter(Matcher::find)
                .map(comment -> comment.group(1))
                .toList();
    }
}
