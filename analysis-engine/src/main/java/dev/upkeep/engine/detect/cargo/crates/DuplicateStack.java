package dev.upkeep.engine.detect.cargo.crates;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoDependency;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoTarget;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.cargo.crates.CrateSources.Place;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds workspaces that use two crates of the same kind. Evidence: both are ordinary dependencies, neither optional nor
 * for one platform, and compiled production code names both. Where no package is built with both, they are in different
 * programs, and confidence is lower.
 */
final class DuplicateStack implements RepositoryDetector {

    private static final String RULE = "cargo/duplicate-stack";
    private static final String RUN_TIME = "async run-time";
    private static final double IN_DIFFERENT_PROGRAMS = 0.6;
    private static final int MOST_PLACES = 3;

    /** Crates of one family, named after the first, go together; of one kind, a program needs one family. */
    private record Kind(String name, List<List<String>> families) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("HTTP client", each("reqwest", "ureq", "isahc", "surf", "awc", "attohttpc", "curl", "minreq")),
            new Kind(
                    "HTTP server",
                    each(
                            "axum",
                            "actix-web",
                            "warp",
                            "rocket",
                            "tide",
                            "poem",
                            "salvo",
                            "gotham",
                            "rouille",
                            "tiny_http",
                            "ntex")),
            new Kind(RUN_TIME, each("tokio", "async-std", "smol", "glommio", "monoio")),
            new Kind(
                    "TLS",
                    List.of(
                            List.of("rustls", "tokio-rustls", "hyper-rustls", "futures-rustls"),
                            List.of("native-tls", "tokio-native-tls", "hyper-tls", "postgres-native-tls"),
                            List.of("tokio-openssl", "postgres-openssl"))),
            new Kind(
                    "JSON",
                    each("serde_json", "json", "simd-json", "sonic-rs", "miniserde", "tinyjson", "rustc-serialize")),
            new Kind(
                    "YAML",
                    each(
                            "serde_yaml",
                            "serde_yml",
                            "serde_norway",
                            "serde_yaml_ng",
                            "yaml-rust",
                            "yaml-rust2",
                            "saphyr")));

    private static List<List<String>> each(String... crates) {
        return List.of(crates).stream().map(List::of).toList();
    }

    /** Where one family is used. */
    private record Use(String family, CargoPackage owner, CargoDependency dependency, List<Place> places) {}

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        Map<String, List<CargoPackage>> byRoot = workspace.packages().stream()
                .filter(each -> !workspace.isTestMaterial(each))
                .collect(Collectors.groupingBy(workspace::root, TreeMap::new, Collectors.toList()));
        byRoot.values()
                .forEach(members -> KINDS.forEach(kind -> {
                    Map<String, List<Use>> byFamily = uses(repository, kind, members);
                    if (byFamily.size() > 1 && !StackComments.explain(repository, kind.families(), paths(byFamily))) {
                        boolean together = members.stream().anyMatch(each -> isMixed(workspace, each, byFamily));
                        sink.report(draft(kind, byFamily, together));
                    }
                }));
    }

    private static Map<String, List<Use>> uses(Repository repository, Kind kind, List<CargoPackage> members) {
        List<Use> uses = new ArrayList<>();
        for (CargoPackage member : members) {
            if (isChosenByFeature(member, members)) {
                continue;
            }
            CargoDependency.of(member.document()).stream()
                    .filter(each -> each.table().equals("dependencies") && !each.isOptional())
                    .forEach(each -> family(kind, each.packageName()).stream()
                            .map(family -> new Use(family, member, each, places(repository, member, each)))
                            .filter(use -> !use.places().isEmpty())
                            .forEach(uses::add));
        }
        return uses.stream().collect(Collectors.groupingBy(Use::family, TreeMap::new, Collectors.toList()));
    }

    /** Whether the others take in a library only where a feature asks for it: then whoever builds them chooses. */
    private static boolean isChosenByFeature(CargoPackage member, List<CargoPackage> members) {
        List<CargoDependency> entries = members.stream()
                .flatMap(each -> CargoDependency.of(each.document()).stream())
                .filter(each -> !each.isDevelopment() && each.packageName().equals(member.name()))
                .toList();
        boolean program = member.targets().stream().anyMatch(target -> target.kind() == CargoTarget.Kind.BINARY);
        return !program && !entries.isEmpty() && entries.stream().allMatch(CargoDependency::isOptional);
    }

    private static List<String> family(Kind kind, String crate) {
        return kind.families().stream()
                .filter(family -> family.contains(crate))
                .map(List::getFirst)
                .toList();
    }

    private static List<Place> places(Repository repository, CargoPackage owner, CargoDependency dependency) {
        return repository.model(CrateSources.MODEL).inProduction(owner, dependency);
    }

    private static Draft draft(Kind kind, Map<String, List<Use>> byFamily, boolean together) {
        List<List<Use>> byWeight = byFamily.values().stream()
                .sorted(Comparator.comparingInt(DuplicateStack::files))
                .toList();
        Use least = byWeight.getFirst().getFirst();
        Map<String, Object> places = new TreeMap<>();
        Map<String, Object> files = new TreeMap<>();
        byFamily.forEach((family, uses) -> {
            places.put(
                    family,
                    all(uses).stream().limit(MOST_PLACES).map(Place::toString).toList());
            files.put(family, files(uses));
        });
        Draft draft = Draft.of(
                        RULE,
                        Location.line(
                                least.owner().manifest(), least.dependency().line()))
                .scope(kind.name())
                .with("kind", kind.name())
                .with("stacks", described(byWeight.reversed()))
                .with("places", places)
                .with("files", files)
                .with("inOneProgram", together);
        draft = kind.name().equals(RUN_TIME) && together ? draft.severity(Severity.MEDIUM) : draft;
        return together ? draft : draft.confidence(IN_DIFFERENT_PROGRAMS);
    }

    private static String described(List<List<Use>> families) {
        return families.stream()
                .map(uses -> "`%s` (%s, %d %s)"
                        .formatted(
                                uses.getFirst().dependency().packageName(),
                                all(uses).getFirst(),
                                files(uses),
                                files(uses) == 1 ? "file" : "files"))
                .collect(Collectors.joining(" and "));
    }

    private static Set<String> paths(Map<String, List<Use>> byFamily) {
        return byFamily.values().stream()
                .flatMap(uses -> all(uses).stream())
                .map(Place::path)
                .collect(Collectors.toSet());
    }

    private static List<Place> all(Collection<Use> uses) {
        return uses.stream().flatMap(use -> use.places().stream()).toList();
    }

    private static int files(List<Use> uses) {
        return (int) all(uses).stream().map(Place::path).distinct().count();
    }

    /** Whether a package is built, itself or through others, with more than one of the families. */
    private static boolean isMixed(CargoWorkspace workspace, CargoPackage each, Map<String, List<Use>> byFamily) {
        Set<String> needed =
                workspace.needed(each).stream().map(CargoPackage::manifest).collect(Collectors.toSet());
        return byFamily.values().stream()
                        .filter(uses -> uses.stream()
                                .anyMatch(use -> needed.contains(use.owner().manifest())))
                        .count()
                > 1;
    }
}
