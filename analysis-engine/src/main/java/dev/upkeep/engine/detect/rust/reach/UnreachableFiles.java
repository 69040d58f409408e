package dev.upkeep.engine.detect.rust.reach;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoTarget;
import dev.upkeep.engine.detect.cargo.CargoTarget.Kind;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.PathContexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rust files among the sources of a package that none of its targets leads to. Silent for packages whose modules could
 * not be followed completely, for material of tests and templates, for files that anything else names, and for scripts.
 */
final class UnreachableFiles {

    static final Model<UnreachableFiles> MODEL = Model.settled("rust-unreachable-files", UnreachableFiles::new);

    private static final Set<String> MATERIAL = Set.of(
            "ui",
            "trybuild",
            "compile-fail",
            "compile_fail",
            "run-pass",
            "templates",
            "template",
            "assets",
            "resources",
            "data",
            "testdata",
            "skeleton",
            "scaffold",
            "boilerplate",
            "cases");

    /**
     * A file that is never compiled.
     *
     * @param module the name that a declaration would need
     * @param parent the file that would have to declare it; empty where none is there
     * @param parentIsLost whether that file is not compiled either
     * @param commentedOut whether that file declares it in a comment
     * @param certain whether most files of the package are reached, so that the way to read it is right
     */
    record Lost(
            AnalysedFile file,
            String module,
            String parent,
            boolean parentIsLost,
            boolean commentedOut,
            boolean certain) {}

    private static final Pattern KEPT = Pattern.compile(
            "(?i)\\b(kept|reference|not compiled|intentional\\w*|on purpose|for now|work in progress|wip|until)\\b");

    /** What says so of the very file, where many another word may speak of what is in it. */
    private static final Pattern LEFT = Pattern.compile(
            "(?i)\\b((it|this|this (file|module|code)) (is|was) (still )?(left|kept) (in|around|as|for)"
                    + "|(left|kept) here|not (compiled|built)|not part of the (build|crate)|not (yet )?used|(is|currently) unused|unused on purpose)\\b");

    private final Repository repository;
    private final RustModuleTree tree;
    private final List<Lost> lost = new ArrayList<>();

    private UnreachableFiles(Repository repository) {
        this.repository = repository;
        this.tree = repository.model(RustModuleTree.MODEL);
        Map<CargoPackage, List<AnalysedFile>> byPackage = tree.unreached().stream()
                .filter(this::counts)
                .filter(file -> tree.closedPackage(file.path()).isPresent())
                .collect(Collectors.groupingBy(
                        file -> tree.closedPackage(file.path()).orElseThrow()));
        byPackage.forEach(this::judge);
        lost.sort((left, right) -> left.file().path().compareTo(right.file().path()));
    }

    List<Lost> all() {
        return List.copyOf(lost);
    }

    private boolean counts(AnalysedFile file) {
        return file.context() != Context.VENDORED
                && file.context() != Context.GENERATED
                && PathContexts.of(file.path(), file.language()) != Context.DOCUMENTATION
                && file.facts().lines().code() > 0
                && !isMaterial(file.path())
                && !tree.belongsToMissingModule(file.path())
                && !repository.text(file.path()).orElse("").matches("(?s)#!(?!\\s*\\[).*");
    }

    static boolean isMaterial(String path) {
        return Paths.isTestMaterial(path)
                || path.contains("{{")
                || Stream.of(Paths.folder(path).split("/", -1))
                        .map(part -> part.toLowerCase(Locale.ROOT))
                        .anyMatch(MATERIAL::contains);
    }

    private void judge(CargoPackage owner, List<AnalysedFile> unreached) {
        List<AnalysedFile> among =
                unreached.stream().filter(file -> isSource(owner, file.path())).toList();
        if (among.isEmpty()) {
            return;
        }
        NamedElsewhere named = repository.model(NamedElsewhere.MODEL);
        long reached = tree.places().keySet().stream()
                .filter(path -> Paths.isWithin(path, owner.folder()))
                .count();
        boolean certain = among.size() <= reached;
        among.stream()
                .filter(file -> !named.contains(file.path()) && !saysWhyItStays(file) && !isKept(owner, file.path()))
                .forEach(file -> lost.add(lost(owner, file, certain)));
    }

    /** Whether the comment at the top of the file itself says that it is left on purpose. */
    private boolean saysWhyItStays(AnalysedFile file) {
        String top = repository.text(file.path()).stream()
                .flatMap(String::lines)
                .map(String::strip)
                .takeWhile(line -> line.isEmpty() || line.startsWith("//"))
                .map(line -> line.replaceFirst("^/+!?\\s*", ""))
                .collect(Collectors.joining(" "));
        return LEFT.matcher(top).find();
    }

    /** Whether a comment in a module around it names the file or its folder, and says that it is there on purpose. */
    private boolean isKept(CargoPackage owner, String path) {
        String own = path.replaceFirst("(/mod)?\\.rs$", "");
        while (!own.isEmpty() && Paths.isWithin(own, owner.folder())) {
            String folder = Paths.folder(own);
            String name = Paths.name(own);
            boolean kept = Stream.concat(
                            Stream.of("mod.rs", "lib.rs", "main.rs"), Stream.of("../" + Paths.name(folder) + ".rs"))
                    .flatMap(around -> Paths.resolve(folder, around).stream())
                    .flatMap(around -> repository.text(around).stream())
                    .flatMap(String::lines)
                    .map(String::strip)
                    .anyMatch(line -> line.startsWith("//")
                            && line.contains(name)
                            && KEPT.matcher(line).find());
            if (kept) {
                return true;
            }
            own = folder;
        }
        return false;
    }

    /**
     * Whether the file lies where the library or the programs of the package have their sources; beside the manifest, only
     * what stands there itself.
     */
    private static boolean isSource(CargoPackage owner, String path) {
        return owner.targets().stream()
                .filter(target -> target.kind() == Kind.LIBRARY || target.kind() == Kind.BINARY)
                .map(CargoTarget::path)
                .map(Paths::folder)
                .anyMatch(folder -> folder.equals(owner.folder())
                        ? Paths.isDirectlyIn(path, folder) && !Paths.name(path).equals("build.rs")
                        : Paths.isWithin(path, folder));
    }

    private Lost lost(CargoPackage owner, AnalysedFile file, boolean certain) {
        boolean index = file.entry().name().equals("mod.rs");
        String own = index
                ? file.entry().folder()
                : file.path().substring(0, file.path().length() - ".rs".length());
        String folder = Paths.folder(own);
        Optional<String> root = owner.targets().stream()
                .filter(target -> target.kind() == Kind.LIBRARY || target.kind() == Kind.BINARY)
                .map(CargoTarget::path)
                .filter(path -> Paths.folder(path).equals(folder))
                .findFirst();
        String parent = Stream.of(Stream.of(folder + "/mod.rs", folder + ".rs"), root.stream())
                .flatMap(paths -> paths)
                .filter(path -> !path.equals(file.path()))
                .filter(repository::exists)
                .findFirst()
                .orElse("");
        boolean parentIsLost = !parent.isEmpty() && tree.place(parent).isEmpty();
        boolean commentedOut = Pattern.compile(
                        "(?m)^\\s*//+\\s*(pub\\S*\\s+)?mod\\s+" + Pattern.quote(Paths.name(own)) + "\\s*;")
                .matcher(repository.text(parent).orElse(""))
                .find();
        return new Lost(file, Paths.name(own), parent, parentIsLost, commentedOut, certain);
    }
}
