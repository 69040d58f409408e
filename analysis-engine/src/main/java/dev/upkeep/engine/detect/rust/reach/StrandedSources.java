package dev.upkeep.engine.detect.rust.reach;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.cargo.CargoWorkspace.Manifest;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.PathContexts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Folders {@code src} that stand under a workspace without being a package's: what is left of a program whose code moved
 * into members. Evidence: the nearest manifest above has a workspace and no package. Files that anything names are left out.
 */
final class StrandedSources {

    static final Model<StrandedSources> MODEL = Model.settled("rust-stranded-sources", StrandedSources::new);

    private static final Pattern ROOT = Pattern.compile("(?:main|lib)\\.rs");

    /** Of other build systems, and templates of manifests: the packages that are made of them are not in the commit. */
    private static final Pattern OTHER_BUILDS =
            Pattern.compile("BUILD(\\.bazel)?|BUCK|meson\\.build|Cargo\\.toml\\.(?!orig|bak|old).+");

    /**
     * One folder.
     *
     * @param files sorted, those first that would be the root of a crate
     */
    record Folder(String manifest, List<AnalysedFile> files) {}

    private final Repository repository;
    private final List<Folder> folders = new ArrayList<>();

    private StrandedSources(Repository repository) {
        this.repository = repository;
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        RustModuleTree tree = repository.model(RustModuleTree.MODEL);
        NamedElsewhere named = repository.model(NamedElsewhere.MODEL);
        Map<String, List<AnalysedFile>> bySource = new TreeMap<>();
        tree.unreached().stream()
                .filter(StrandedSources::isCode)
                .filter(file -> workspace.owner(file.path()).isEmpty() && !named.contains(file.path()))
                .forEach(file -> source(file.path())
                        .ifPresent(folder -> bySource.computeIfAbsent(folder, _ -> new ArrayList<>())
                                .add(file)));
        bySource.forEach((source, files) -> manifest(workspace, source)
                .ifPresent(manifest -> folders.add(new Folder(manifest.path(), sorted(files)))));
    }

    List<Folder> all() {
        return List.copyOf(folders);
    }

    private static boolean isCode(AnalysedFile file) {
        return file.context() != Context.VENDORED
                && file.context() != Context.GENERATED
                && PathContexts.of(file.path(), file.language()) != Context.DOCUMENTATION
                && file.facts().lines().code() > 0
                && !UnreachableFiles.isMaterial(file.path());
    }

    /** The outermost folder of this name that a file lies in. */
    private static Optional<String> source(String path) {
        int at = ("/" + path).indexOf("/src/");
        return at < 0 ? Optional.empty() : Optional.of(path.substring(0, at + "src".length()));
    }

    /** The nearest manifest above, where it is one of a workspace alone. */
    private Optional<Manifest> manifest(CargoWorkspace workspace, String source) {
        boolean readable =
                workspace.unreadable().stream().noneMatch(path -> Paths.isWithin(source, Paths.folder(path)));
        boolean cargoAlone = repository.entries().stream()
                .noneMatch(entry -> OTHER_BUILDS.matcher(entry.name()).matches());
        return workspace.manifests().stream()
                .filter(_ -> readable && cargoAlone)
                .filter(each -> each.folder().isEmpty() || Paths.isWithin(source, each.folder()))
                .max(Comparator.comparingInt(each -> each.folder().length()))
                .filter(each -> each.document().get("workspace").isPresent());
    }

    private static List<AnalysedFile> sorted(List<AnalysedFile> files) {
        return files.stream()
                .sorted(Comparator.comparing((AnalysedFile file) ->
                                !ROOT.matcher(file.entry().name()).matches())
                        .thenComparingInt(file -> file.path().length())
                        .thenComparing(AnalysedFile::path))
                .toList();
    }
}
