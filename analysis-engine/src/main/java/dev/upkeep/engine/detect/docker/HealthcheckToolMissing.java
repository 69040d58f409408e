package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.docker.ComposeFiles.ComposeFile;
import dev.upkeep.engine.detect.docker.ComposeFiles.Service;
import dev.upkeep.engine.detect.docker.DockerfileModel.Found;
import dev.upkeep.engine.document.Dockerfile.Instruction;
import dev.upkeep.engine.document.Dockerfile.Stage;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds health checks that call {@code curl} or {@code wget} in an image that has neither. In a Dockerfile or
 * a compose file. Evidence: an image that is known to be without it, and no step of its stages that names the tool or runs something that cannot be seen.
 */
final class HealthcheckToolMissing implements RepositoryDetector {

    private static final String RULE = "docker/healthcheck-tool-missing";
    private static final Pattern WITHOUT_BOTH = Pattern.compile(
            "scratch|gcr\\.io/distroless/.*|(docker\\.io/(library/)?)?((debian|ubuntu)(:.*)?|(node|python|ruby|rust):.*slim.*|(postgres|redis)(:(?!.*alpine).*)?)|qdrant/qdrant(:.*)?");
    private static final Pattern WITHOUT_CURL = Pattern.compile(
            "(docker\\.io/(library/)?)?(alpine(:.*)?|(node|python|ruby|golang|rust|postgres|redis):.*alpine.*)|prom/[\\w-]+(:.*)?");
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
        for (ComposeFile file : repository.model(ComposeFiles.MODEL).files()) {
            file.services().forEach(service -> inspect(repository, file, service, sink));
        }
    }

    /** The check of a compose service: against the image that it names, or that is built here. */
    private static void inspect(Repository repository, ComposeFile file, Service service, FindingSink sink) {
        Optional<Value> test = service.value().at("healthcheck", "test");
        Optional<String> tool = test.map(HealthcheckToolMissing::command).flatMap(HealthcheckToolMissing::tool);
        if (tool.isEmpty()) {
            return;
        }
        Optional<Found> built = repository.model(DockerfileModel.MODEL).builtBy(file, service);
        String base = service.value().get("build").isPresent()
                ? built.map(found -> base(found, tool.get())).orElse("")
                : service.value().get("image").flatMap(Value::text).orElse("");
        boolean startsIt = Stream.of("command", "entrypoint")
                .flatMap(key -> service.value().get(key).stream())
                .anyMatch(value -> command(value).contains(tool.get()));
        if (lacks(base, tool.get()) && !startsIt) {
            sink.report(
                    draft(file.path(), test.get().line(), tool.get(), base).scope(service.name() + " " + tool.get()));
        }
    }

    private static String command(Value value) {
        return value.text().orElse(String.join(" ", value.strings()));
    }

    /** The image that a Dockerfile starts from, where no stage brings the tool; else empty. */
    private static String base(Found found, String tool) {
        List<Stage> stages = found.dockerfile().stages();
        List<Stage> chain = chain(stages, stages.getLast());
        return chain.stream().noneMatch(stage -> brings(stage, tool))
                ? chain.getLast().base()
                : "";
    }

    private static Draft draft(String path, int line, String tool, String base) {
        return Draft.of(RULE, Location.line(path, line))
                .scope(tool)
                .with("tool", tool)
                .with("base", base)
                .with("urgent", true);
    }

    private static void inspect(String path, Instruction check, List<Stage> chain, FindingSink sink) {
        String base = chain.getLast().base();
        Optional<String> tool = tool(check.arguments()).filter(name -> lacks(base, name));
        if (tool.isPresent() && chain.stream().noneMatch(stage -> brings(stage, tool.get()))) {
            sink.report(draft(path, check.startLine(), tool.get(), base));
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
