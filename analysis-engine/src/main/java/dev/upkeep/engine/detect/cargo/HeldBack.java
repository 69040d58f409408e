package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Requirements of exactly one version, or of none above one, of a crate that others bring: they hold it there, which no code needs to
 * name. Evidence: the lock file, where a package from elsewhere needs the crate.
 */
final class HeldBack {

    private HeldBack() {}

    static boolean is(Repository repository, CargoPackage owner, CargoDependency dependency) {
        Pattern need = Pattern.compile("(?m)^\\s+\"" + Pattern.quote(dependency.packageName()) + "[ \"]");
        return dependency.version().filter(version -> version.matches("[=<].*")).isPresent()
                && lock(repository, owner.folder()).stream()
                        .flatMap(text -> Stream.of(text.split("\\[\\[package\\]\\]", -1)))
                        .anyMatch(each -> each.contains("\nsource = ")
                                && need.matcher(each).find());
    }

    /** The text of the nearest lock file above. */
    static Optional<String> lock(Repository repository, String folder) {
        for (String at = folder; ; at = Paths.folder(at)) {
            Optional<String> text = repository.text(at.isEmpty() ? "Cargo.lock" : at + "/Cargo.lock");
            if (text.isPresent() || at.isEmpty()) {
                return text;
            }
        }
    }
}
