package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.document.Value;
import java.util.HashSet;
import java.util.Set;

/**
 * The features of a crate that one entry of a manifest switches on, with those of its workspace.
 *
 * @param named by their names
 * @param standard whether those that are on by default stay so
 */
public record Features(Set<String> named, boolean standard) {

    public static Features of(CargoWorkspace workspace, CargoPackage owner, CargoDependency entry) {
        CargoDependency shared = workspace.requirement(owner, entry).dependency();
        Set<String> named = new HashSet<>(entry.features());
        named.addAll(shared.features());
        boolean off =
                shared.value().get("default-features").filter(Value::isFalse).isPresent();
        boolean on = entry.value().get("default-features").filter(Value::isTrue).isPresent();
        return new Features(Set.copyOf(named), on || !off);
    }

    /** Whether whoever has the others has these too. */
    public boolean areWithin(Features others) {
        return others.named.containsAll(named) && (others.standard || !standard);
    }

    /** Whether another package of the repository uses the same crate with fewer features: in one build all have all. */
    public static boolean serveOthers(CargoWorkspace workspace, CargoPackage owner, CargoDependency entry) {
        Features own = of(workspace, owner, entry);
        String name = workspace.requirement(owner, entry).dependency().packageName();
        return workspace.packages().stream()
                .filter(other -> !other.equals(owner))
                .anyMatch(other -> CargoDependency.of(other.document()).stream()
                        .filter(each -> !each.isDevelopment()
                                && workspace
                                        .requirement(other, each)
                                        .dependency()
                                        .packageName()
                                        .equals(name))
                        .anyMatch(each -> !own.areWithin(of(workspace, other, each))));
    }
}
