package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.document.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A package of a {@code Cargo.toml}.
 *
 * @param manifest path of the {@code Cargo.toml}
 * @param folder where it lies; empty for the root
 * @param name as the manifest gives it
 * @param document the whole manifest
 * @param targets declared and discovered, in the order library, binaries, examples, tests, benchmarks, build script
 */
public record CargoPackage(String manifest, String folder, String name, Value document, List<CargoTarget> targets) {

    public CargoPackage {
        targets = List.copyOf(targets);
    }

    /** The name by which code refers to its library. */
    public String crateName() {
        return targets.stream()
                .filter(target -> target.kind() == CargoTarget.Kind.LIBRARY)
                .map(CargoTarget::name)
                .findFirst()
                .orElse(name)
                .replace('-', '_');
    }

    /** Whether its library runs inside the compiler and not in any program. */
    public boolean isProcMacro() {
        return Stream.of("proc-macro", "proc_macro")
                .anyMatch(key -> document.at("lib", key).filter(Value::isTrue).isPresent());
    }

    /** The library, if it has one. */
    public Optional<CargoTarget> library() {
        return targets.stream()
                .filter(target -> target.kind() == CargoTarget.Kind.LIBRARY)
                .findFirst();
    }
}
