package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.cargo.CargoTarget.Kind;
import dev.upkeep.engine.detect.cargo.CargoWorkspace.Manifest;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * The targets of one package as Cargo sees them: what the manifest declares and what Cargo finds by its path (The Cargo
 * Book, "Cargo Targets" and "Target auto-discovery").
 */
final class CargoTargets {

    private final Manifest manifest;
    private final String packageName;
    private final NavigableSet<String> sources;
    private final List<CargoTarget> found = new ArrayList<>();

    /**
     * @param sources paths of all Rust files of the repository
     */
    CargoTargets(Manifest manifest, String packageName, NavigableSet<String> sources) {
        this.manifest = manifest;
        this.packageName = packageName;
        this.sources = sources;
    }

    List<CargoTarget> all() {
        library();
        several(Kind.BINARY, "bin", "autobins", binaries());
        several(Kind.EXAMPLE, "example", "autoexamples", inFolder("examples"));
        several(Kind.TEST, "test", "autotests", inFolder("tests"));
        several(Kind.BENCHMARK, "bench", "autobenches", inFolder("benches"));
        buildScripts();
        return found;
    }

    private void library() {
        Optional<Value> declared = manifest.document().get("lib");
        boolean discovered = sources.contains(at("src/lib.rs"))
                && !manifest.document()
                        .at("package", "autolib")
                        .filter(Value::isFalse)
                        .isPresent();
        if (declared.isPresent() || discovered) {
            String name = declared.flatMap(lib -> lib.get("name"))
                    .flatMap(Value::string)
                    .orElse(packageName.replace('-', '_'));
            String path = declared.flatMap(lib -> lib.get("path"))
                    .flatMap(Value::string)
                    .orElse("src/lib.rs");
            add(Kind.LIBRARY, name, path, declared);
        }
    }

    private void several(Kind kind, String table, String switchedBy, Map<String, String> byName) {
        List<Value> declared = manifest.document().get(table).map(Value::items).orElse(List.of());
        Map<String, String> discovered = new LinkedHashMap<>(byName);
        for (Value target : declared) {
            String name = target.get("name").flatMap(Value::string).orElse(packageName);
            String otherwise = discovered.getOrDefault(name, conventional(kind, name));
            String path = target.get("path").flatMap(Value::string).orElse(otherwise);
            add(kind, name, path, Optional.of(target));
            discovered.values().remove(path);
        }
        if (discovers(switchedBy, declared)) {
            discovered.forEach((name, path) -> add(kind, name, path, Optional.empty()));
        }
    }

    /** Without an edition, which means 2015, one declared target of a kind switches discovery off for that kind. */
    private boolean discovers(String switchedBy, List<Value> declared) {
        Optional<Value> asked = manifest.document().at("package", switchedBy);
        if (asked.isPresent()) {
            return !asked.get().isFalse();
        }
        Optional<Value> edition = manifest.document().at("package", "edition");
        boolean first = edition.isEmpty()
                || edition.get().string().filter("2015"::equals).isPresent();
        return declared.isEmpty() || !first;
    }

    private static String conventional(Kind kind, String name) {
        return switch (kind) {
            case BINARY -> "src/bin/" + name + ".rs";
            case EXAMPLE -> "examples/" + name + ".rs";
            case TEST -> "tests/" + name + ".rs";
            case BENCHMARK -> "benches/" + name + ".rs";
            case LIBRARY -> "src/lib.rs";
            case BUILD_SCRIPT -> "build.rs";
        };
    }

    private Map<String, String> binaries() {
        Map<String, String> byName = new LinkedHashMap<>();
        if (sources.contains(at("src/main.rs"))) {
            byName.put(packageName, "src/main.rs");
        }
        byName.putAll(inFolder("src/bin"));
        return byName;
    }

    /** Root files directly in a folder, or as {@code main.rs} in a folder below it; by the name of the target. */
    private Map<String, String> inFolder(String folder) {
        Map<String, String> byName = new LinkedHashMap<>();
        String prefix = at(folder) + "/";
        for (String source : sources.subSet(prefix, true, prefix + Character.MAX_VALUE, false)) {
            String inside = source.substring(prefix.length());
            int slash = inside.indexOf('/');
            if (slash < 0) {
                byName.put(inside.substring(0, inside.length() - ".rs".length()), folder + "/" + inside);
            } else if (inside.substring(slash).equals("/main.rs")) {
                byName.put(inside.substring(0, slash), folder + "/" + inside);
            }
        }
        return byName;
    }

    private void buildScripts() {
        Optional<Value> declared = manifest.document().at("package", "build");
        if (declared.isEmpty()) {
            if (sources.contains(at("build.rs"))) {
                add(Kind.BUILD_SCRIPT, "build-script-build", "build.rs", declared);
            }
            return;
        }
        List<String> paths =
                declared.get().isTrue() ? List.of("build.rs") : declared.get().strings();
        paths.forEach(path -> add(Kind.BUILD_SCRIPT, "build-script-build", path, declared));
    }

    private void add(Kind kind, String name, String path, Optional<Value> declared) {
        String whole = at(path);
        boolean tests = declared.flatMap(target -> target.get("test"))
                .map(value -> !value.isFalse())
                .orElse(kind == Kind.LIBRARY || kind == Kind.BINARY || kind == Kind.TEST);
        found.add(new CargoTarget(
                kind, name, whole, declared.map(Value::line).orElse(0), sources.contains(whole), tests));
    }

    private String at(String relative) {
        return Paths.resolve(manifest.folder(), relative).orElse(relative);
    }
}
