package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The features of the packages of the repository that are on for certain where one package is built with its default
 * features and without one entry of its manifest (The Cargo Book, "Feature unification"). What is not certain counts as
 * off: entries for other platforms than that of the one left out, tests of other packages, and what macros are built with.
 */
final class BuiltFeatures {

    private static final String DEFAULT = "default";

    private final CargoWorkspace workspace;
    private final CargoPackage owner;
    private final CargoDependency without;
    private final Map<String, Set<String>> onByManifest = new HashMap<>();

    BuiltFeatures(CargoWorkspace workspace, CargoPackage owner, CargoDependency without) {
        this.workspace = workspace;
        this.owner = owner;
        this.without = without;
        build(owner);
        switchOn(owner, DEFAULT);
    }

    /** Whether the entry that is left out asks this package for a feature that nothing else switches on. */
    boolean lack(CargoPackage led) {
        return !onByManifest.getOrDefault(led.manifest(), Set.of()).containsAll(without.features());
    }

    private void build(CargoPackage each) {
        if (onByManifest.putIfAbsent(each.manifest(), new HashSet<>()) == null
                && (each.equals(owner) || !each.isProcMacro())) {
            entries(each).filter(entry -> !entry.isOptional()).forEach(entry -> take(each, entry));
        }
    }

    private void take(CargoPackage each, CargoDependency entry) {
        led(each, entry).ifPresent(led -> {
            build(led);
            Features features = Features.of(workspace, each, entry);
            features.named().forEach(feature -> switchOn(led, feature));
            if (features.standard()) {
                switchOn(led, DEFAULT);
            }
        });
    }

    private void switchOn(CargoPackage each, String feature) {
        if (onByManifest.getOrDefault(each.manifest(), Set.of()).contains(feature)) {
            return;
        }
        onByManifest
                .computeIfAbsent(each.manifest(), manifest -> new HashSet<>())
                .add(feature);
        implied(each, feature).forEach(value -> imply(each, value));
        if (each.document().at("features", feature).isEmpty()) {
            activate(each, feature);
        }
    }

    /** {@code tls}, {@code dep:rustls}, {@code rustls/std} or {@code rustls?/std}. */
    private void imply(CargoPackage each, String value) {
        int slash = value.indexOf('/');
        if (value.startsWith("dep:")) {
            activate(each, value.substring("dep:".length()));
        } else if (slash <= 0) {
            switchOn(each, value);
        } else {
            boolean weak = value.charAt(slash - 1) == '?';
            String key = value.substring(0, weak ? slash - 1 : slash);
            if (!weak) {
                activate(each, key);
            }
            forward(each, key, value.substring(slash + 1));
        }
    }

    private void activate(CargoPackage each, String key) {
        entries(each)
                .filter(entry -> entry.isOptional() && entry.key().equals(key))
                .forEach(entry -> take(each, entry));
    }

    private void forward(CargoPackage each, String key, String feature) {
        entries(each)
                .filter(entry -> entry.key().equals(key))
                .flatMap(entry -> led(each, entry).stream())
                .filter(led -> onByManifest.containsKey(led.manifest()))
                .forEach(led -> switchOn(led, feature));
    }

    private Optional<CargoPackage> led(CargoPackage each, CargoDependency entry) {
        return workspace.named(workspace.requirement(each, entry).dependency().packageName());
    }

    private static List<String> implied(CargoPackage each, String feature) {
        return each.document().get("features").map(Value::entries).orElse(List.of()).stream()
                .filter(entry -> entry.key().equals(feature))
                .map(Entry::value)
                .flatMap(value -> value.strings().stream())
                .toList();
    }

    /** Those that are built whenever the one that is left out would be. */
    private Stream<CargoDependency> entries(CargoPackage each) {
        return CargoDependency.of(each.document()).stream()
                .filter(entry ->
                        entry.condition().isEmpty() || entry.condition().equals(without.condition()))
                .filter(entry -> each.equals(owner) ? isBeside(entry) : !entry.isDevelopment() && !entry.isBuild());
    }

    private boolean isBeside(CargoDependency entry) {
        return !entry.equals(without)
                && entry.isBuild() == without.isBuild()
                && (without.isDevelopment() || !entry.isDevelopment());
    }
}
