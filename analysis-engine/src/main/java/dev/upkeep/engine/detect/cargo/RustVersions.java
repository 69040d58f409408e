package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.finding.NameList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Packages that promise an older Rust than the packages of the repository they are built with ask for (The Cargo Book,
 * "The {@code rust-version} field"). Evidence: both manifests.
 */
final class RustVersions implements RepositoryDetector {

    private static final String RULE = "cargo/rust-version-too-low";

    private static final int MOST_NAMED = 3;

    /** Cargo takes no others: no operators, no pre-releases. */
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?");

    /** A released version of Rust, with the text as the manifest has it. */
    private record Rust(String text, int major, int minor, int patch) implements Comparable<Rust> {

        private static final Comparator<Rust> ORDER = Comparator.comparingInt(Rust::major)
                .thenComparingInt(Rust::minor)
                .thenComparingInt(Rust::patch);

        static Optional<Rust> of(CargoWorkspace workspace, CargoPackage each) {
            return workspace
                    .setting(each, "rust-version")
                    .flatMap(Value::string)
                    .map(VERSION::matcher)
                    .filter(Matcher::matches)
                    .map(found -> new Rust(
                            found.group(),
                            Integer.parseInt(found.group(1)),
                            Integer.parseInt(found.group(2)),
                            found.group(3) == null ? 0 : Integer.parseInt(found.group(3))));
        }

        @Override
        public int compareTo(Rust other) {
            return ORDER.compare(this, other);
        }
    }

    /** A package that another one is built with, and what it asks for. */
    private record Needed(String name, Rust rust) {}

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        for (CargoPackage each : workspace.packages()) {
            Optional<Rust> promised = Rust.of(workspace, each);
            if (promised.isPresent() && !workspace.isTestMaterial(each)) {
                List<Needed> newer = newer(workspace, each, promised.get());
                if (!newer.isEmpty()) {
                    sink.report(draft(each, promised.get(), newer));
                }
            }
        }
    }

    /** The packages beside it that ask for more; the most demanding first. */
    private static List<Needed> newer(CargoWorkspace workspace, CargoPackage each, Rust promised) {
        return CargoDependency.of(each.document()).stream()
                .filter(entry -> !entry.isDevelopment()
                        && !entry.isOptional()
                        && entry.condition().isEmpty())
                .flatMap(entry -> beside(workspace, workspace.requirement(each, entry)).stream())
                .flatMap(other -> Rust.of(workspace, other).map(rust -> new Needed(other.name(), rust)).stream())
                .filter(other -> other.rust().compareTo(promised) > 0)
                .distinct()
                .sorted(Comparator.comparing(Needed::rust).reversed().thenComparing(Needed::name))
                .toList();
    }

    private static Optional<CargoPackage> beside(CargoWorkspace workspace, CargoWorkspace.Requirement requirement) {
        return requirement
                .dependency()
                .value()
                .get("path")
                .flatMap(Value::string)
                .flatMap(path -> Paths.resolve(Paths.folder(requirement.manifest()), path))
                .flatMap(workspace::in);
    }

    private static Draft draft(CargoPackage each, Rust promised, List<Needed> newer) {
        List<String> names = newer.stream().map(Needed::name).toList();
        int line = each.document()
                .get("package")
                .flatMap(table -> table.entry("rust-version"))
                .map(Value.Entry::line)
                .orElse(1);
        return Draft.of(RULE, Location.line(each.manifest(), line))
                .scope(each.name())
                .with("package", each.name())
                .with("promised", promised.text())
                .with("dependencies", names)
                .with("what", NameList.of(names, MOST_NAMED))
                .with("needed", newer.getFirst().rust().text());
    }
}
