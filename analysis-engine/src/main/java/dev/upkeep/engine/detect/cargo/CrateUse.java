package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which crates the sources of one package name: first by their facts, then, before anything is claimed, by their text. */
final class CrateUse {

    private final Repository repository;
    private final List<AnalysedFile> sources = new ArrayList<>();
    private final Set<String> named = new HashSet<>();

    CrateUse(Repository repository, CargoPackage owner) {
        this.repository = repository;
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        Set<String> roots = new HashSet<>();
        owner.targets().forEach(target -> roots.add(target.path()));
        repository
                .files(Language.RUST)
                .filter(file -> roots.contains(file.path())
                        || workspace.owner(file.path()).filter(owner::equals).isPresent())
                .forEach(this::add);
    }

    private void add(AnalysedFile file) {
        sources.add(file);
        named.addAll(file.facts().words().getOrDefault("rust.paths", Set.of()));
        file.facts().links().stream()
                .filter(link -> Set.of("use", "extern-crate").contains(link.kind()))
                .forEach(link -> named.add(firstSegment(link.target())));
    }

    private static String firstSegment(String path) {
        String plain = path.startsWith("::") ? path.substring(2) : path;
        int end = plain.indexOf("::");
        return (end < 0 ? plain : plain.substring(0, end)).strip();
    }

    boolean hasSources() {
        return !sources.isEmpty();
    }

    /** Whether any source names one of these crates, be it in a macro, an attribute or a comment. */
    boolean names(CargoDependency dependency) {
        List<String> names = dependency.codeNames().toList();
        if (names.stream().anyMatch(named::contains)) {
            return true;
        }
        Pattern word = Pattern.compile("(?<![A-Za-z0-9_])(" + String.join("|", names) + ")(?![A-Za-z0-9_])");
        return sources.stream().anyMatch(file -> contains(file.path(), word));
    }

    /** Whether code that a build script writes is compiled in: it may name crates that nobody sees. */
    boolean includesGeneratedCode() {
        return sources.stream()
                .filter(file -> !file.entry().name().equals("build.rs"))
                .anyMatch(file -> contains(file.path(), Pattern.compile("OUT_DIR|include_proto!")));
    }

    private boolean contains(String path, Pattern pattern) {
        return repository
                .text(path)
                .filter(text -> pattern.matcher(text).find())
                .isPresent();
    }
}
