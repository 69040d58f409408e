package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoTarget;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.docker.DockerfileModel.Found;
import dev.upkeep.engine.document.Dockerfile.Instruction;
import dev.upkeep.engine.document.Dockerfile.Stage;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds programs that an image takes out of a stage where Cargo cannot have made them. Evidence: the path in Cargo's
 * output folder, and the programs of all packages of the repository. Silent where the stage fetches, moves or makes files
 * in other ways.
 */
final class BuiltProgramMissing implements RepositoryDetector {

    private static final String RULE = "docker/copy-source-missing";
    private static final Pattern PROGRAM =
            Pattern.compile("(?:\\S*/)?target/(?:[\\w-]+/)?(?:release|debug)/([A-Za-z0-9][\\w-]*)\\s+\\S+");
    private static final Pattern BUILDS = Pattern.compile("\\bcargo\\s+(?:\\+\\S+\\s+)?(?:build|b)\\b");
    private static final Pattern OTHER_SOURCE = Pattern.compile(
            "\\b(?:git\\s+clone|cargo\\s+(?:new|init)|mv|cp|ln|curl|wget|sed|tar)\\b|#!|\\$\\{?\\w*(?i:features|args)");
    private static final int MOST_NAMES = 5;
    private static final Pattern CHOOSES_FEATURES = Pattern.compile("--all-features|--features|\\s-F\\b");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<CargoPackage> packages = repository.model(CargoWorkspace.MODEL).packages();
        boolean complete = repository.model(CargoWorkspace.MODEL).unreadable().isEmpty();
        if (packages.isEmpty() || !complete) {
            return;
        }
        for (Found found : repository.model(DockerfileModel.MODEL).files()) {
            List<Stage> stages = found.dockerfile().stages();
            for (Instruction step : found.dockerfile().instructions()) {
                Matcher program = PROGRAM.matcher(step.is("COPY") ? step.plain().strip() : "");
                if (program.matches()) {
                    stages.stream()
                            .filter(stage -> isCalled(stage, step.flag("from").orElse("")))
                            .filter(BuiltProgramMissing::buildsHereAlone)
                            .findFirst()
                            .ifPresent(stage -> inspect(packages, found, step, stage, program.group(1), sink));
                }
            }
        }
    }

    private static boolean isCalled(Stage stage, String name) {
        return !name.isEmpty()
                && (stage.name().equalsIgnoreCase(name)
                        || String.valueOf(stage.index()).equals(name));
    }

    private static boolean buildsHereAlone(Stage stage) {
        String commands = commands(stage);
        return BUILDS.matcher(commands).find()
                && !OTHER_SOURCE.matcher(commands).find();
    }

    private static String commands(Stage stage) {
        return stage.instructions().stream()
                .filter(step -> step.is("RUN"))
                .map(Instruction::whole)
                .collect(Collectors.joining("\n"));
    }

    private static void inspect(
            List<CargoPackage> packages, Found found, Instruction step, Stage stage, String program, FindingSink sink) {
        Set<String> all = new TreeSet<>();
        Set<String> made = new TreeSet<>();
        boolean chooses = CHOOSES_FEATURES.matcher(commands(stage)).find();
        for (CargoPackage each : packages) {
            each.targets().stream()
                    .filter(target -> target.kind() == CargoTarget.Kind.BINARY)
                    .map(CargoTarget::name)
                    .forEach(name -> {
                        all.add(name);
                        if (chooses || !needsFeature(each, name)) {
                            made.add(name);
                        }
                    });
        }
        if (made.contains(program) || all.isEmpty()) {
            return;
        }
        Draft draft = Draft.of(RULE, Location.line(found.path(), step.startLine()))
                .scope(program)
                .with("program", program)
                .with("stage", stage.name().isEmpty() ? String.valueOf(stage.index()) : stage.name())
                .with("programs", some(made))
                .with("urgent", true);
        sink.report(
                all.contains(program)
                        ? draft.message("`COPY` takes `{program}` out of stage `{stage}`, where nothing builds it: its"
                                + " manifest wants a feature that no command there turns on")
                        : draft.message("`COPY` takes `{program}` out of stage `{stage}`, and no package of the"
                                + " repository makes a program of that name; they make: {programs}"));
    }

    private static String some(Set<String> names) {
        String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? first : first + " and " + (names.size() - MOST_NAMES) + " more";
    }

    /** Whether the manifest builds the program only with features that are not on by default. */
    private static boolean needsFeature(CargoPackage each, String program) {
        Set<String> byDefault = each.document().at("features", "default").stream()
                .flatMap(features -> features.strings().stream())
                .collect(Collectors.toSet());
        return each.document().get("bin").stream()
                .flatMap(bins -> bins.items().stream())
                .filter(bin -> bin.get("name")
                        .flatMap(Value::string)
                        .filter(program::equals)
                        .isPresent())
                .flatMap(bin -> bin.get("required-features").stream())
                .flatMap(features -> features.strings().stream())
                .anyMatch(feature -> byDefault.isEmpty() || !byDefault.contains(feature));
    }
}
