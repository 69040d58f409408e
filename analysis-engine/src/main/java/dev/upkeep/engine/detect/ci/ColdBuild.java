package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.cargo.CargoWorkspace.Manifest;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds workspaces that CI builds from nothing with settings that are made for a desk: incremental compilation and full
 * debug information. Evidence: jobs without any cache that build the development profile, a lock file of some size, and
 * nothing that sets either, be it a profile, a configuration of Cargo, a variable or an action known to do so.
 */
final class ColdBuild implements RepositoryDetector {

    private static final String RULE = "cargo/slow-build-profile";
    private static final int LARGE = 100;
    private static final double INFERRED = 0.75;
    private static final Pattern BUILDS = Pattern.compile(
            "(?m)\\bcargo\\s+(\\+\\S+\\s+)?(build|test|nextest|run)\\b(?![^\\n]*(--release|\\s-r\\b|--profile|--version))");
    private static final Pattern SETS = Pattern.compile("CARGO_INCREMENTAL|CARGO_PROFILE_|RUSTC_WRAPPER|sccache");
    private static final Pattern ACTIONS =
            Pattern.compile("dtolnay/rust-toolchain|setup-rust|rust-cache|\\./.*|.*sccache.*");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\[\\[package\\]\\]");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        long packages = repository
                .text("Cargo.lock")
                .map(text -> PACKAGE.matcher(text).results().count())
                .orElse(0L);
        boolean configured = repository.exists(".cargo/config.toml") || repository.exists(".cargo/config");
        repository.model(CargoWorkspace.MODEL).manifests().stream()
                .filter(manifest -> manifest.folder().isEmpty() && packages >= LARGE && !configured)
                .filter(manifest -> !isSet(manifest))
                .forEach(manifest -> inspect(repository, manifest, packages, sink));
    }

    private static boolean isSet(Manifest manifest) {
        return Stream.of("dev", "test")
                .flatMap(name -> manifest.document().at("profile", name).stream())
                .flatMap(profile -> Stream.of("incremental", "debug").flatMap(key -> profile.get(key).stream()))
                .findAny()
                .isPresent();
    }

    private static void inspect(Repository repository, Manifest manifest, long packages, FindingSink sink) {
        List<String> jobs = repository
                .model(Pipelines.MODEL)
                .jobs()
                .filter(ColdBuild::isCold)
                .map(job -> job.path() + ":" + job.line())
                .toList();
        if (!jobs.isEmpty()) {
            int line = Stream.of("workspace", "package")
                    .flatMap(key -> manifest.document().entry(key).stream())
                    .mapToInt(Value.Entry::line)
                    .findFirst()
                    .orElse(1);
            sink.report(Draft.of(RULE, Location.line(manifest.path(), line))
                    .scope("ci")
                    .with("packages", packages)
                    .with("jobs", jobs)
                    .with("first", jobs.getFirst())
                    .severity(Severity.LOW)
                    .confidence(INFERRED)
                    .message("CI builds from nothing ({first}) with incremental compilation and full debug information;"
                            + " the lock file lists {packages} packages of all platforms"));
        }
    }

    private static boolean isCold(PipelineJob job) {
        return job.isCold()
                && BUILDS.matcher(job.text()).find()
                && !SETS.matcher(job.environments() + " " + job.value()).find()
                && job.actions().stream()
                        .noneMatch(action -> ACTIONS.matcher(action).find());
    }
}
