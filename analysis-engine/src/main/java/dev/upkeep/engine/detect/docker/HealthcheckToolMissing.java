package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.docker.DockerfileModel.Found;
import dev.upkeep.engine.document.Dockerfile.Instruction;
import dev.upkeep.engine.document.Dockerfile.Stage;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds health checks that call {@code curl} or {@code wget} in an image that has neither. Evidence: a base image that is
 * known to be without it, and no step of its stages that names the tool or runs something that cannot be seen.
 */
final class HealthcheckToolMissing implements RepositoryDetector {

    private static final String RULE = "docker/healthcheck-tool-missing";
    private static final Pattern WITHOUT_BOTH = Pattern.compile(
            "scratch|gcr\\.io/distroless/.*|(docker\\.io/(library/)?)?((debian|ubuntu)(:.*)?|(node|python|ruby|rust):.*slim.*)");
    private static final Pattern WITHOUT_CURL =
            Pattern.compile("(docker\\.io/(library/)?)?(alpine(:.*)?|(node|python|ruby|golang|rust):.*alpine.*)");
    private static final Pattern UNSEEN = Pattern.compile("\\.sh\\b|xargs|\\$\\(cat|\\bmake\\b|ansible|dpkg -i|nix");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (Found found : repository.model(DockerfileModel.MODEL).files()) {
            List<Stage> stages = found.dockerfile().stages();
            Stage last = stages.getLast();
            last.instructions().stream()
                    .filter(step -> step.is("HEALTHCHECK"))
                    .forEach(step -> inspect(found.path(), step, chain(stages, last), sink));
        }
    }

    private static void inspect(String path, Instruction check, List<Stage> chain, FindingSink sink) {
        String base = chain.getLast().base();
        Optional<String> tool = tool(check.arguments()).filter(name -> lacks(base, name));
        if (tool.isPresent() && chain.stream().noneMatch(stage -> brings(stage, tool.get()))) {
            sink.report(Draft.of(RULE, Location.line(path, check.startLine()))
                    .scope(tool.get())
                    .with("tool", tool.get())
                    .with("base", base)
                    .with("urgent", true));
        }
    }

    /** The one tool that the check needs; none where it calls both, one in place of the other. */
    private static Optional<String> tool(String check) {
        boolean curl = check.matches("(?s).*\\bcurl\\b.*");
        boolean wget = check.matches("(?s).*\\bwget\\b.*");
        return curl == wget ? Optional.empty() : Optional.of(curl ? "curl" : "wget");
    }

    private static boolean lacks(String base, String tool) {
        return WITHOUT_BOTH.matcher(base).matches()
                || (tool.equals("curl") && WITHOUT_CURL.matcher(base).matches());
    }

    private static boolean brings(Stage stage, String tool) {
        return stage.instructions().stream()
                .filter(step -> !step.is("HEALTHCHECK"))
                .map(Instruction::whole)
                .anyMatch(text -> text.matches("(?s).*\\b" + tool + "\\b.*")
                        || UNSEEN.matcher(text).find());
    }

    /** The stage and those that it starts from, the one with the base image last. */
    private static List<Stage> chain(List<Stage> stages, Stage last) {
        List<Stage> chain = new ArrayList<>(List.of(last));
        for (int at = last.index() - 1; at >= 0; at--) {
            Stage stage = stages.get(at);
            if (!stage.name().isEmpty() && stage.name().equals(chain.getLast().base())) {
                chain.add(stage);
            }
        }
        return chain;
    }
}
