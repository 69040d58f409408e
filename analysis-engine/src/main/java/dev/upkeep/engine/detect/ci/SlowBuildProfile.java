package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.cargo.CargoWorkspace.Manifest;
import dev.upkeep.engine.detect.ci.PipelineJob.Command;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Toml;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds Cargo profiles that make every build slow which people or CI wait for. Evidence: settings of the development and
 * test profiles as written; and a release profile made for shipping with which a job that ordinary changes start runs its
 * tests.
 */
final class SlowBuildProfile implements RepositoryDetector {

    private static final String RULE = "cargo/slow-build-profile";
    private static final List<String> SETTINGS = List.of(".cargo/config.toml", ".cargo/config");
    private static final Pattern RELEASE_TESTS = Pattern.compile(
            "\\bcargo\\s+(\\+\\S+\\s+)?(test|nextest\\s+run|t)\\b(?![^\\n;&|]*--no-run)[^\\n;&|]*\\s(--release|-r|--profile[= ]release)(?=\\s|$)");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        for (Manifest manifest : workspace.manifests()) {
            if (isRoot(workspace, manifest) && !Paths.isTestMaterial(manifest.path())) {
                List.of("dev", "test").forEach(profile -> daily(repository, manifest, profile, sink));
                shipping(repository, manifest, sink);
            }
        }
    }

    /** Cargo reads profiles of the root only. */
    private static boolean isRoot(CargoWorkspace workspace, Manifest manifest) {
        return workspace.manifests().stream()
                .filter(other -> other.document().get("workspace").isPresent())
                .noneMatch(other -> !other.path().equals(manifest.path())
                        && Paths.isWithin(manifest.path(), other.folder())
                        && manifest.document().get("workspace").isEmpty());
    }

    private static void daily(Repository repository, Manifest manifest, String profile, FindingSink sink) {
        List<Entry> slow = new ArrayList<>();
        manifest.document().at("profile", profile).map(Value::entries).orElse(List.of()).stream()
                .filter(SlowBuildProfile::isSlow)
                .filter(entry -> !isSetElsewhere(repository, manifest.folder(), profile, entry.key()))
                .forEach(slow::add);
        if (!slow.isEmpty()) {
            sink.report(Draft.of(
                            RULE, Location.line(manifest.path(), slow.getFirst().line()))
                    .scope("profile." + profile)
                    .with("profile", profile)
                    .with("settings", settings(slow))
                    .severity(Severity.LOW)
                    .message("The profile `{profile}` has {settings}: every edit waits for it"));
        }
    }

    /** Whether Cargo's own settings, of the folder or of one above it, say otherwise; they go before the manifest. */
    private static boolean isSetElsewhere(Repository repository, String folder, String profile, String key) {
        return Stream.concat(Stream.iterate(folder, each -> !each.isEmpty(), Paths::folder), Stream.of(""))
                .flatMap(each -> SETTINGS.stream().map(name -> each.isEmpty() ? name : each + "/" + name))
                .flatMap(path -> repository.text(path).stream())
                .flatMap(text -> Toml.parse(text).root().stream())
                .anyMatch(settings -> settings.at("profile", profile, key).isPresent()
                        || (key.equals("incremental")
                                && settings.at("build", key).isPresent()));
    }

    private static boolean isSlow(Entry entry) {
        return switch (entry.key()) {
            case "incremental" -> entry.value().isFalse();
            case "lto" -> entry.value().isTrue() || isText(entry.value(), "fat") || isText(entry.value(), "thin");
            case "codegen-units" -> isText(entry.value(), "1");
            default -> false;
        };
    }

    private static void shipping(Repository repository, Manifest manifest, FindingSink sink) {
        Optional<Value> release = manifest.document().at("profile", "release");
        Optional<Entry> lto = release.flatMap(profile -> profile.entry("lto"))
                .filter(entry -> entry.value().isTrue() || isText(entry.value(), "fat"));
        Optional<Entry> units =
                release.flatMap(profile -> profile.entry("codegen-units")).filter(entry -> isText(entry.value(), "1"));
        if (lto.isEmpty() || units.isEmpty()) {
            return;
        }
        repository
                .model(Pipelines.MODEL)
                .jobs()
                .filter(job -> job.traits().onChanges() && !isChanged(job))
                .flatMap(job -> job.commands().stream()
                        .filter(command -> testsIn(manifest.folder(), command))
                        .map(command -> shipping(manifest, job, command, List.of(lto.get(), units.get()))))
                .findFirst()
                .ifPresent(sink::report);
    }

    private static Draft shipping(Manifest manifest, PipelineJob job, Command command, List<Entry> settings) {
        return Draft.of(RULE, Location.line(manifest.path(), settings.getFirst().line()))
                .scope("profile.release")
                .with("profile", "release")
                .with("settings", settings(settings))
                .with("job", job.id())
                .with("workflow", job.path() + ":" + command.line());
    }

    /** Whether it tests the workspace in this folder; one that goes elsewhere by itself is not followed. */
    private static boolean testsIn(String folder, Command command) {
        return RELEASE_TESTS.matcher(command.text().replace("\\\n", " ")).find()
                && command.folder().filter(folder::equals).isPresent()
                && !command.text().matches("(?s).*(--manifest-path|\\bcd\\s|\\bpushd\\s).*");
    }

    /** Whether variables set the profile otherwise. */
    private static boolean isChanged(PipelineJob job) {
        return (job.environments() + " " + job.value()).contains("CARGO_PROFILE_");
    }

    private static boolean isText(Value value, String text) {
        return value.text().filter(text::equals).isPresent();
    }

    private static String settings(List<Entry> entries) {
        return String.join(
                " and ",
                entries.stream()
                        .map(entry ->
                                "`" + entry.key() + " = " + entry.value().text().orElse("") + "`")
                        .toList());
    }
}
