package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The features of a package (The Cargo Book, "Features"): those of its table, and one for each optional dependency that no
 * feature names with {@code dep:}.
 */
public record CargoFeatures(Set<String> names) {

    public CargoFeatures {
        names = Set.copyOf(names);
    }

    public static CargoFeatures of(CargoPackage owner) {
        List<Entry> table = owner.document().get("features").map(Value::entries).orElse(List.of());
        Set<String> taken = table.stream()
                .flatMap(entry -> entry.value().strings().stream())
                .filter(value -> value.startsWith("dep:"))
                .map(value -> value.substring("dep:".length()))
                .collect(Collectors.toSet());
        Set<String> names = table.stream().map(Entry::key).collect(Collectors.toCollection(HashSet::new));
        CargoDependency.of(owner.document()).stream()
                .filter(CargoDependency::isOptional)
                .map(CargoDependency::key)
                .filter(key -> !taken.contains(key))
                .forEach(names::add);
        return new CargoFeatures(names);
    }

    public boolean include(String feature) {
        return names.contains(feature);
    }
}
