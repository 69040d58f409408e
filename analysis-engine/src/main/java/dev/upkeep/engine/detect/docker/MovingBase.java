package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.docker.DockerfileModel.Found;
import dev.upkeep.engine.document.Dockerfile.Instruction;
import dev.upkeep.engine.document.Dockerfile.Stage;
import dev.upkeep.engine.document.LineDiff;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Fix;
import dev.upkeep.engine.finding.Location;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds stages that start from whatever is newest. Evidence: the name as written, with the defaults of the arguments
 * before the first stage; images that the repository itself builds are left out. The fix takes the version from an
 * argument without a default: which version is in use only people know, and a build without it fails at once.
 */
final class MovingBase implements RepositoryDetector {

    static final String RULE = "docker/latest-tag";
    private static final Pattern DEFAULT = Pattern.compile("(\\w+)=[\"']?([^\\s\"']+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)(?::?-([^}]*))?\\}|(\\w+))");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        LocalImages local = repository.model(LocalImages.MODEL);
        for (Found found : repository.model(DockerfileModel.MODEL).files()) {
            Map<String, String> defaults = defaults(found);
            Set<String> stages = new HashSet<>(Set.of("scratch"));
            for (Stage stage : found.dockerfile().stages()) {
                ImageName image = new ImageName(resolved(stage.base(), defaults));
                if (!stages.contains(image.text()) && image.moves() && !local.isOurs(image)) {
                    sink.report(draft(repository, found, stage, image));
                }
                stages.add(stage.name());
            }
        }
    }

    /** Arguments before the first stage, which alone count in {@code FROM}. */
    private static Map<String, String> defaults(Found found) {
        Map<String, String> defaults = new HashMap<>();
        found.dockerfile().instructions().stream()
                .takeWhile(step -> !step.is("FROM"))
                .filter(step -> step.is("ARG"))
                .flatMap(step -> DEFAULT.matcher(step.arguments()).results())
                .forEach(each -> defaults.put(each.group(1), each.group(2)));
        return defaults;
    }

    private static String resolved(String image, Map<String, String> defaults) {
        return VARIABLE.matcher(image).replaceAll(variable -> {
            String name = variable.group(1) == null ? variable.group(3) : variable.group(1);
            String otherwise = variable.group(2) == null ? variable.group() : variable.group(2);
            return Matcher.quoteReplacement(defaults.getOrDefault(name, otherwise));
        });
    }

    private static Draft draft(Repository repository, Found found, Stage stage, ImageName image) {
        Draft draft = Draft.of(RULE, Location.line(found.path(), stage.line()))
                .scope(stage.base())
                .with("image", image.text());
        return repository
                .text(found.path())
                .flatMap(text -> fix(found, text, stage, image))
                .map(draft::fix)
                .orElse(draft);
    }

    private static Optional<Fix> fix(Found found, String text, Stage stage, ImageName image) {
        List<Instruction> steps = found.dockerfile().instructions();
        String argument = image.variable();
        LineDiff diff = new LineDiff(found.path(), text);
        Pattern word = Pattern.compile("(?<=\\s)" + Pattern.quote(stage.base()) + "(?=\\s|$)");
        Matcher base = word.matcher(diff.line(stage.line()));
        boolean taken = steps.stream().anyMatch(step -> step.whole().contains(argument));
        if (taken || !base.find() || !image.text().equals(stage.base())) {
            return Optional.empty();
        }
        int first = steps.stream()
                .filter(step -> step.is("FROM"))
                .mapToInt(Instruction::startLine)
                .min()
                .orElse(1);
        String from = base.replaceFirst(Matcher.quoteReplacement(image.versioned("${" + argument + "}")));
        return diff.replace(stage.line(), from)
                .insertBefore(first, "ARG " + argument)
                .fix("Take the version from the argument `" + argument
                        + "`: write the one in use behind it; without it the build fails");
    }
}
