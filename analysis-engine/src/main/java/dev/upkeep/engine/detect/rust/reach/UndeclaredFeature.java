package dev.upkeep.engine.detect.rust.reach;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoDependency;
import dev.upkeep.engine.detect.cargo.CargoFeatures;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoTarget.Kind;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.cargo.CargoWorkspace.Manifest;
import dev.upkeep.engine.detect.rust.facts.FeatureUse;
import dev.upkeep.engine.detect.rust.facts.RustFacts;
import dev.upkeep.engine.detect.rust.reach.RustModuleTree.Place;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Features that code or a target of a package asks for and its manifest does not declare, so that nobody can switch them
 * on; and {@code defaults}, which is not {@code default}. Evidence: the manifest and the files that this package alone
 * compiles. Nothing is said where the package, its workspace or its build script tells the compiler of more.
 */
public final class UndeclaredFeature implements RepositoryDetector {

    private static final String RULE = "cargo/undeclared-feature";

    /** A name that says itself that nobody is to switch it on; and what Clippy used to set. */
    private static final Pattern MEANT = Pattern.compile(
            "(?i)cargo-clippy|default|.*\\b(never|disabled?|none|off|todo|fixme|ignored?|unused|dead|broken|nonexist\\w*)\\b.*");

    private static final Pattern SETS_FEATURES = Pattern.compile("rustc-(check-)?cfg[=(][^\\n]*feature");
    private static final Pattern OF_COMPILER = Pattern.compile("--cfg\\b|crate_features|rustc_flags");
    private static final Set<Language> BUILDING =
            Set.of(Language.TOML, Language.YAML, Language.SHELL, Language.PYTHON, Language.DOCKERFILE, Language.TEXT);
    private static final long LARGEST = 200_000;

    /** One file's places under conditions with one feature and the same effect. */
    private record Use(String path, Link link) {

        boolean loses() {
            return Boolean.parseBoolean(link.attributes().get(FeatureUse.LOST));
        }

        int places() {
            return Integer.parseInt(link.attributes().getOrDefault(FeatureUse.PLACES, "1"));
        }
    }

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        Map<String, List<AnalysedFile>> files = filesByManifest(repository);
        for (CargoPackage owner : workspace.packages()) {
            if (!workspace.isTestMaterial(owner) && !saysMore(repository, workspace, owner)) {
                CargoFeatures declared = CargoFeatures.of(owner);
                uses(files.getOrDefault(owner.manifest(), List.of()), declared).forEach((feature, uses) -> {
                    boolean copied = uses.stream().allMatch(use -> isCopy(repository, use.path()));
                    if (!copied && !isMeant(repository, owner, feature) && !isSetElsewhere(repository, feature)) {
                        sink.report(draft(owner, feature, uses));
                    }
                });
                targets(owner, declared, sink);
                defaults(workspace, owner, declared, sink);
            }
        }
    }

    /** Files with conditions on features that one package alone compiles, by its manifest. */
    private static Map<String, List<AnalysedFile>> filesByManifest(Repository repository) {
        RustModuleTree tree = repository.model(RustModuleTree.MODEL);
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        Map<String, List<AnalysedFile>> files = new TreeMap<>();
        for (AnalysedFile file : repository.linking(FeatureUse.KIND)) {
            Optional<Place> place = tree.place(file.path());
            Optional<CargoPackage> owner = workspace.owner(file.path());
            boolean judged = place.isPresent()
                    && owner.isPresent()
                    && place.get().packages().equals(Set.of(owner.get().manifest()))
                    && file.context() != Context.VENDORED
                    && file.context() != Context.GENERATED
                    && !isAllowed(repository, file.path())
                    && !isAllowed(repository, place.get().root());
            if (judged) {
                files.computeIfAbsent(owner.get().manifest(), _ -> new ArrayList<>())
                        .add(file);
            }
        }
        return files;
    }

    /** Whether the file switches the compiler's warning off. */
    private static boolean isAllowed(Repository repository, String path) {
        return repository.file(path).stream()
                .flatMap(file -> file.facts().words().getOrDefault(RustFacts.ALLOWED_LINTS, Set.of()).stream())
                .anyMatch(FeatureUse.LINT::equals);
    }

    private static Map<String, List<Use>> uses(List<AnalysedFile> files, CargoFeatures declared) {
        Map<String, List<Use>> uses = new TreeMap<>();
        for (AnalysedFile file : files) {
            file.facts().links().stream()
                    .filter(link -> link.kind().equals(FeatureUse.KIND))
                    .filter(link -> !declared.include(link.target())
                            && !MEANT.matcher(link.target()).matches())
                    .forEach(link -> uses.computeIfAbsent(link.target(), _ -> new ArrayList<>())
                            .add(new Use(file.path(), link)));
        }
        return uses;
    }

    /** Whether the package, its workspace or its build script tells the compiler of features beside the table. */
    private static boolean saysMore(Repository repository, CargoWorkspace workspace, CargoPackage owner) {
        String root = workspace.root(owner);
        Stream<Value> lints = Stream.concat(
                owner.document().at("lints", "rust", FeatureUse.LINT).stream(),
                workspace.manifests().stream()
                        .filter(manifest -> manifest.folder().equals(root))
                        .map(Manifest::document)
                        .flatMap(document -> document.at("workspace", "lints", "rust", FeatureUse.LINT).stream()));
        return lints.anyMatch(UndeclaredFeature::allows)
                || owner.targets().stream()
                        .filter(target -> target.kind() == Kind.BUILD_SCRIPT)
                        .flatMap(target -> repository.text(target.path()).stream())
                        .anyMatch(text -> SETS_FEATURES.matcher(text).find());
    }

    private static boolean allows(Value lint) {
        return lint.string().or(() -> lint.get("level").flatMap(Value::string)).stream()
                        .anyMatch("allow"::equals)
                || lint.get("check-cfg").stream()
                        .flatMap(list -> list.strings().stream())
                        .anyMatch(condition -> condition.contains("feature"));
    }

    /** Whether the manifest has the feature in a comment: then somebody took it out and knows. */
    private static boolean isMeant(Repository repository, CargoPackage owner, String feature) {
        Pattern comment = Pattern.compile("(?m)^\\s*#[#\\s]*\"?" + Pattern.quote(feature) + "\"?\\s*=");
        return repository
                .text(owner.manifest())
                .filter(text -> comment.matcher(text).find())
                .isPresent();
    }

    /** Whether some build names the feature beside what hands conditions to the compiler; asked of few. */
    private static boolean isSetElsewhere(Repository repository, String feature) {
        return repository.files().stream()
                .filter(file ->
                        BUILDING.contains(file.language()) && file.entry().size() <= LARGEST)
                .filter(file -> !file.entry().name().matches("Cargo\\.(toml|lock)|.*\\.(md|txt)"))
                .flatMap(file -> repository.text(file.path()).stream())
                .anyMatch(text ->
                        text.contains(feature) && OF_COMPILER.matcher(text).find());
    }

    /** Whether the same file lies in another package too, for which its conditions are meant. */
    private static boolean isCopy(Repository repository, String path) {
        long size = repository.file(path).map(file -> file.entry().size()).orElse(0L);
        return repository.linking(FeatureUse.KIND).stream()
                .filter(file -> file.entry().size() == size && !file.path().equals(path))
                .anyMatch(file -> repository.text(file.path()).equals(repository.text(path)));
    }

    private static Draft draft(CargoPackage owner, String feature, List<Use> uses) {
        Use first = uses.stream()
                .min(Comparator.comparing((Use use) -> !use.loses())
                        .thenComparing(Use::path)
                        .thenComparingInt(use -> use.link().line()))
                .orElseThrow();
        int places = uses.stream().mapToInt(Use::places).sum();
        String what = String.join("", first.link().names());
        Draft draft = Draft.of(RULE, Location.line(first.path(), first.link().line()))
                .scope(feature)
                .with("package", owner.name())
                .with("feature", feature)
                .with("places", places)
                .with(
                        "effect",
                        what + " " + first.link().attributes().get(FeatureUse.EFFECT)
                                + (places > 1 ? " (one of " + places + " places)" : ""));
        return first.loses() ? draft : draft.severity(Severity.LOW);
    }

    private static void targets(CargoPackage owner, CargoFeatures declared, FindingSink sink) {
        for (String kind : List.of("bin", "example", "test", "bench")) {
            for (Value target : owner.document().get(kind).map(Value::items).orElse(List.of())) {
                Optional<Entry> required = target.entry("required-features");
                String name = target.get("name").flatMap(Value::string).orElse(kind);
                required.stream()
                        .flatMap(entry -> entry.value().strings().stream())
                        .filter(feature -> !feature.contains("/") && !declared.include(feature))
                        .map(feature -> Draft.of(
                                        RULE,
                                        Location.line(
                                                owner.manifest(), required.get().line()))
                                .scope(name + " " + feature)
                                .with("package", owner.name())
                                .with("feature", feature)
                                .with("places", 1)
                                .with("effect", "the target `" + name + "` is never built"))
                        .forEach(sink::report);
            }
        }
    }

    /** Cargo switches {@code default} on; a feature that is called {@code defaults} waits for somebody to ask for it. */
    private static void defaults(
            CargoWorkspace workspace, CargoPackage owner, CargoFeatures declared, FindingSink sink) {
        Optional<Entry> entry = owner.document().get("features").flatMap(table -> table.entry("defaults"));
        if (entry.isEmpty() || declared.include("default") || isAskedFor(workspace)) {
            return;
        }
        Draft draft = Draft.of(RULE, Location.line(owner.manifest(), entry.get().line()))
                .scope("defaults")
                .with("package", owner.name())
                .with("feature", "default")
                .with("places", 1)
                .message("`{package}` declares `defaults`, which nothing asks for: Cargo knows `default` alone");
        sink.report(entry.get().value().strings().isEmpty() ? draft.severity(Severity.LOW) : draft);
    }

    private static boolean isAskedFor(CargoWorkspace workspace) {
        return workspace.packages().stream()
                .flatMap(each -> Stream.concat(
                        CargoDependency.of(each.document()).stream()
                                .flatMap(dependency -> dependency.features().stream()),
                        each.document().get("features").map(Value::entries).orElse(List.of()).stream()
                                .flatMap(entry -> entry.value().strings().stream())))
                .anyMatch(feature -> feature.matches("(.*/)?defaults"));
    }
}
