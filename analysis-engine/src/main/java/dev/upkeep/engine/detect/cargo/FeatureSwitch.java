package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Value;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Entries without the default features that switch on others, of a crate that another dependency from elsewhere is built
 * with: Cargo builds it once, with the features of both. Evidence: the lock file, where both need the same version.
 */
final class FeatureSwitch {

    private static final Pattern NAME = Pattern.compile("\\s*name = \"([^\"]+)\"");

    private FeatureSwitch() {}

    static boolean is(Repository repository, CargoPackage owner, CargoDependency dependency) {
        boolean chooses = !dependency.features().isEmpty()
                && dependency
                        .value()
                        .get("default-features")
                        .filter(Value::isFalse)
                        .isPresent();
        return chooses
                && HeldBack.lock(repository, owner.folder())
                        .filter(text -> isBrought(List.of(text.split("\\[\\[package\\]\\]", -1)), owner, dependency))
                        .isPresent();
    }

    private static boolean isBrought(List<String> locked, CargoPackage owner, CargoDependency dependency) {
        Set<String> others = CargoDependency.of(owner.document()).stream()
                .filter(each -> !each.isDevelopment() && !each.isBuild())
                .map(CargoDependency::packageName)
                .filter(name -> !name.equals(dependency.packageName()))
                .collect(Collectors.toSet());
        Set<String> wanted = locked.stream()
                .filter(each -> name(each).equals(owner.name()) && !isFromElsewhere(each))
                .flatMap(each -> needs(each, dependency))
                .collect(Collectors.toSet());
        return locked.stream()
                .filter(each -> others.contains(name(each)) && isFromElsewhere(each))
                .flatMap(each -> needs(each, dependency))
                .anyMatch(wanted::contains);
    }

    private static boolean isFromElsewhere(String locked) {
        return locked.contains("\nsource = ");
    }

    private static String name(String locked) {
        Matcher name = NAME.matcher(locked);
        return name.lookingAt() ? name.group(1) : "";
    }

    /** As the lock file writes it: with the version where there are several. */
    private static Stream<String> needs(String locked, CargoDependency dependency) {
        String name = dependency.packageName();
        return locked.lines()
                .map(line -> line.strip().replaceAll("[\",]", ""))
                .filter(need -> need.equals(name) || need.startsWith(name + " "));
    }
}
