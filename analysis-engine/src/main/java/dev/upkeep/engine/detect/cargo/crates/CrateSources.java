package dev.upkeep.engine.detect.cargo.crates;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.cargo.CargoDependency;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.rust.reach.RustModuleTree;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The compiled files of each package, and where they name a crate. */
final class CrateSources {

    static final Model<CrateSources> MODEL = new Model<>("crate-sources", CrateSources::new);

    /** A file that names a crate, and the first line where it does. */
    record Place(String path, int line) {

        @Override
        public String toString() {
            return path + ":" + line;
        }
    }

    private static final String WORD = "(?<!\\w)(?<!\\w::)(%s)\\b";
    /** Where a path begins with the name. */
    private static final String PATH = WORD + "(?=\\s*::|\\s*;|\\s+as\\b)";

    private final Repository repository;
    private final RustModuleTree tree;
    private final Map<String, List<AnalysedFile>> filesByManifest = new HashMap<>();

    private CrateSources(Repository repository) {
        this.repository = repository;
        this.tree = repository.model(RustModuleTree.MODEL);
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        repository
                .files(Language.RUST)
                .filter(file -> tree.purpose(file.path()).isPresent())
                .forEach(file -> workspace
                        .owner(file.path())
                        .ifPresent(owner -> filesByManifest
                                .computeIfAbsent(owner.manifest(), key -> new ArrayList<>())
                                .add(file)));
    }

    /** All compiled files of a package, sorted by path. */
    List<AnalysedFile> of(CargoPackage owner) {
        return filesByManifest.getOrDefault(owner.manifest(), List.of());
    }

    /** Whether every file was read and followed, so that what is not seen is not there. */
    boolean isComplete(CargoPackage owner) {
        List<AnalysedFile> files = of(owner);
        return !files.isEmpty()
                && files.stream()
                        .allMatch(file -> tree.closedPackage(file.path()).isPresent())
                && files.stream().noneMatch(file -> words(file, "rust.marks").contains("generated-include"));
    }

    /** Files of libraries and programs, which are compiled for everyone who builds the package. */
    Stream<AnalysedFile> shipped(CargoPackage owner) {
        return of(owner).stream()
                .filter(file -> tree.purpose(file.path())
                        .filter(Context.PRODUCTION::equals)
                        .isPresent());
    }

    /** Where code that runs in production names the crate, sorted by path. */
    List<Place> inProduction(CargoPackage owner, CargoDependency dependency) {
        return shipped(owner)
                .filter(file -> file.context() == Context.PRODUCTION)
                .filter(file -> dependency
                        .codeNames()
                        .anyMatch(name -> words(file, "rust.paths").contains(name)
                                && !words(file, "rust.test-paths").contains(name)))
                .map(file -> place(file, dependency))
                .toList();
    }

    /** The first line that names the crate outside of tests, or at all. */
    Place place(AnalysedFile file, CargoDependency dependency) {
        int path = line(file, dependency);
        int word = path > 0 ? path : written(file, WORD.formatted(alternatives(dependency)));
        return new Place(file.path(), Math.max(1, word));
    }

    /** Whether a line names the crate itself, and no module or item of another that is called like it. */
    boolean names(AnalysedFile file, CargoDependency dependency) {
        return line(file, dependency) > 0;
    }

    /** 0 where there is none. */
    private int line(AnalysedFile file, CargoDependency dependency) {
        List<String> names = dependency.codeNames().toList();
        int imported = file.facts().links().stream()
                .filter(link -> Set.of("use", "extern-crate").contains(link.kind()))
                .filter(link -> names.contains(firstSegment(link.target())))
                .filter(link -> !link.attributes().containsKey("test"))
                .mapToInt(Link::line)
                .min()
                .orElse(0);
        return imported > 0
                ? beginning(file, imported, WORD.formatted(alternatives(dependency)))
                : written(file, PATH.formatted(alternatives(dependency)));
    }

    /** Where an import over several lines names its crate, of which the facts have the line of what is brought in. */
    private int beginning(AnalysedFile file, int imported, String expression) {
        Pattern word = Pattern.compile(expression);
        List<String> lines = repository
                .text(file.path())
                .map(text -> text.lines().limit(imported).toList())
                .orElse(List.of());
        int at = lines.size();
        while (at > 0 && !word.matcher(lines.get(at - 1)).find()) {
            at--;
        }
        return at > 0 ? at : imported;
    }

    private static String alternatives(CargoDependency dependency) {
        return dependency.codeNames().collect(Collectors.joining("|"));
    }

    private int written(AnalysedFile file, String expression) {
        Pattern word = Pattern.compile(expression);
        List<String> lines =
                repository.text(file.path()).map(text -> text.lines().toList()).orElse(List.of());
        int any = 0;
        for (int at = lines.size(); at > 0; at--) {
            String line = lines.get(at - 1);
            if (word.matcher(line).find() && !line.strip().startsWith("//")) {
                any = at;
            }
        }
        return any;
    }

    private static String firstSegment(String path) {
        String plain = path.startsWith("::") ? path.substring(2) : path;
        int end = plain.indexOf("::");
        return end < 0 ? plain : plain.substring(0, end);
    }

    static Set<String> words(AnalysedFile file, String kind) {
        return file.facts().words().getOrDefault(kind, Set.of());
    }
}
