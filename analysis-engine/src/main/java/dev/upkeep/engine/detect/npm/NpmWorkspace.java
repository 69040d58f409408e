package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Json;
import dev.upkeep.engine.document.Paths;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every package of the repository. Manifests that cannot be read, that were installed or generated, and those that are
 * material for tests are left out.
 *
 * @param packages sorted by path
 */
public record NpmWorkspace(List<NpmPackage> packages) {

    public static final Model<NpmWorkspace> MODEL = Model.settled("npm.workspace", NpmWorkspace::read);

    private static NpmWorkspace read(Repository repository) {
        return new NpmWorkspace(repository
                .named("package.json")
                .map(AnalysedFile::path)
                .filter(path -> !Paths.isTestMaterial(path))
                .flatMap(path -> repository.text(path).flatMap(text -> parse(path, text)).stream())
                .toList());
    }

    /** The manifest; empty where it cannot be read, which is another rule's business. */
    static Optional<NpmPackage> parse(String path, String text) {
        return Json.parse(text)
                .root()
                .filter(root -> root.isMapping())
                .map(root -> new NpmPackage(path, Paths.folder(path), root));
    }

    /** The nearest package that a file belongs to. */
    public Optional<NpmPackage> owner(String path) {
        return packages.stream()
                .filter(each -> Paths.isWithin(path, each.folder()))
                .max(Comparator.comparingInt(each -> each.folder().length()));
    }

    /** The package, then those in whose folder it lies, up to the root: where a shared dependency may be declared. */
    public Stream<NpmPackage> withEnclosing(NpmPackage inner) {
        return packages.stream()
                .filter(each -> each.equals(inner) || Paths.isWithin(inner.folder() + "/", each.folder()))
                .sorted(Comparator.comparingInt(
                                (NpmPackage each) -> each.folder().length())
                        .reversed());
    }

    /** Whether a package of this name lives in the repository. */
    public boolean holds(String name) {
        return packages.stream()
                .anyMatch(each -> each.name().filter(name::equals).isPresent());
    }
}
