package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoLock.Locked;
import dev.upkeep.engine.detect.cargo.CargoLock.Need;
import dev.upkeep.engine.detect.cargo.CargoWorkspace.Manifest;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.finding.NameList;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds lock files that disagree with the manifests which they are for, so that Cargo would have to write them anew.
 * Evidence: the version of a package of the repository, and the names of what it asks for, in both. Which versions would
 * do is left out, which takes a registry, and so is what is held besides: whoever takes an entry out builds next.
 */
final class OutdatedLockFile implements RepositoryDetector {

    private static final String RULE = "cargo/outdated-lock-file";
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+([-+].*)?");
    /** What Cargo takes for the version of a package that says none. */
    private static final String NO_VERSION = "0.0.0";

    private static final int MOST_NAMED = 3;

    /**
     * Where a manifest and its lock file part.
     *
     * @param text goes on behind "the lock file"
     */
    private record Gap(CargoPackage of, int line, String text) {}

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        Map<String, List<Gap>> byLock = new TreeMap<>();
        for (CargoPackage each : workspace.packages()) {
            String path = lockPath(workspace, each);
            if (!workspace.isTestMaterial(each) && !isExample(each) && repository.exists(path)) {
                CargoLock.at(repository, path)
                        .flatMap(lock -> gap(workspace, each, lock))
                        .ifPresent(gap -> byLock.computeIfAbsent(path, key -> new ArrayList<>())
                                .add(gap));
            }
        }
        byLock.forEach((path, gaps) -> sink.report(draft(path, gaps)));
    }

    private static boolean isExample(CargoPackage each) {
        return PathContexts.of(each.manifest(), Language.TOML) == Context.EXAMPLE;
    }

    /** Of the workspace, where the package belongs to one: no other is read. */
    private static String lockPath(CargoWorkspace workspace, CargoPackage each) {
        String folder = workspace.rootManifest(each).map(Manifest::folder).orElse(each.folder());
        return folder.isEmpty() ? "Cargo.lock" : folder + "/Cargo.lock";
    }

    private static Optional<Gap> gap(CargoWorkspace workspace, CargoPackage each, CargoLock lock) {
        Optional<Locked> locked = lock.member(each.name());
        if (locked.isEmpty()) {
            return isSurelyIn(workspace, each)
                    ? Optional.of(new Gap(each, line(each, "name"), "does not hold `" + each.name() + "`"))
                    : Optional.empty();
        }
        return Stream.of(otherVersion(workspace, each, locked.get()), otherNeeds(workspace, each, locked.get()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether the lock file is surely for this package: a workspace that it lies below may leave it out. */
    private static boolean isSurelyIn(CargoWorkspace workspace, CargoPackage each) {
        Optional<String> root = workspace.rootManifest(each).map(Manifest::folder);
        return root.isPresent() && root.equals(workspace.workspaceOf(each));
    }

    private static Optional<Gap> otherVersion(CargoWorkspace workspace, CargoPackage each, Locked locked) {
        String version =
                workspace.setting(each, "version").flatMap(Value::string).orElse(NO_VERSION);
        boolean differs = VERSION.matcher(version).matches() && !version.equals(locked.version());
        return differs
                ? Optional.of(new Gap(
                        each,
                        line(each, "version"),
                        "holds `%s` %s, which is %s now".formatted(each.name(), locked.version(), version)))
                : Optional.empty();
    }

    private static Optional<Gap> otherNeeds(CargoWorkspace workspace, CargoPackage each, Locked locked) {
        List<Asked> asked = CargoDependency.of(each.document()).stream()
                .map(entry -> new Asked(workspace.requirement(each, entry).dependency(), entry.line()))
                .toList();
        if (asked.stream().anyMatch(one -> one.dependency().isInherited())) {
            // The workspace does not define it: Cargo refuses the manifest, and another rule says so.
            return Optional.empty();
        }
        Set<String> held = locked.needs().stream().map(Need::name).collect(Collectors.toSet());
        List<Asked> missing =
                asked.stream().filter(one -> !held.contains(one.name())).toList();
        List<String> names = missing.stream().map(Asked::name).distinct().toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Gap(
                        each,
                        missing.getFirst().line(),
                        "does not know that `%s` asks for %s".formatted(each.name(), NameList.of(names, MOST_NAMED))));
    }

    /** @param line of the manifest of the package, also where the workspace says what is asked for */
    private record Asked(CargoDependency dependency, int line) {

        String name() {
            return dependency.packageName();
        }
    }

    private static int line(CargoPackage each, String key) {
        return each.document()
                .get("package")
                .flatMap(table -> table.entry(key).or(() -> table.entry("name")))
                .map(Entry::line)
                .orElse(1);
    }

    private static Draft draft(String lock, List<Gap> gaps) {
        Gap first = gaps.getFirst();
        int others = gaps.size() - 1;
        String more = others == 0 ? "" : ", and it is behind " + others + " more manifest" + (others == 1 ? "" : "s");
        return Draft.of(RULE, Location.line(first.of().manifest(), first.line()))
                .scope(lock)
                .with("lock", lock)
                .with("package", first.of().name())
                .with("packages", gaps.stream().map(gap -> gap.of().name()).toList())
                .with("why", first.text() + more);
    }
}
