package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.docker.DockerfileModel.Found;
import dev.upkeep.engine.detect.kubernetes.KubernetesFiles;
import dev.upkeep.engine.detect.kubernetes.KubernetesFiles.Document;
import dev.upkeep.engine.document.Dockerfile.Instruction;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What images say of their ports. */
final class ExposedPorts {

    private static final Pattern NUMBER = Pattern.compile("(?:^|\\s)(\\d{2,5})(?=/tcp|\\s|$)");

    /** Compose files, charts and their values. */
    private static final Pattern DEPLOYS = Pattern.compile(
            "compose[^/]*$|(^|/)values[^/]*\\.ya?ml$|(^|/)Chart\\.yaml$|(^|/)templates/[^/]+\\.(ya?ml|tpl)$");

    private ExposedPorts() {}

    /** The ports that an image exposes; none where a variable or a range stands among them, for an unknown port may be any. */
    static Set<Integer> of(Found image) {
        List<String> exposed = image.dockerfile().instructions().stream()
                .filter(step -> step.is("EXPOSE"))
                .map(Instruction::arguments)
                .toList();
        return exposed.stream().anyMatch(ports -> ports.contains("$") || ports.contains("-"))
                ? Set.of()
                : exposed.stream()
                        .flatMap(ports -> NUMBER.matcher(ports).results())
                        .map(port -> Integer.valueOf(port.group(1)))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A line that makes this port the one to listen on, in code or settings; who asks a local address does not listen. */
    static Pattern setting(int port) {
        return Pattern.compile(
                "(?i)(?:listen[^\\n]{0,40}|((?<!ex|im)port|bind|addr|(?<!local)host)[^\\n]{0,40}(?<!://(localhost|127\\.0\\.0\\.1):))(?<!\\d)"
                        + port + "(?!\\d)");
    }

    /** An address of all interfaces with this port, as only who listens writes it. */
    static Pattern everywhere(int port) {
        return Pattern.compile("(?:0\\.0\\.0\\.0|\\[::\\]):" + port + "(?!\\d)");
    }

    /**
     * Whether code, or a file of settings that may be mounted, names the port as one to listen on. What deploys a program
     * does not know where it listens.
     */
    static boolean isSet(Repository repository, int port) {
        Pattern setting = setting(port);
        Set<String> deploying = repository.model(KubernetesFiles.MODEL).documents().stream()
                .map(Document::path)
                .collect(Collectors.toSet());
        return repository.files().stream()
                .filter(file -> file.language() != Language.MARKDOWN && file.language() != Language.DOCKERFILE)
                .filter(file -> !DEPLOYS.matcher(file.path()).find() && !deploying.contains(file.path()))
                .filter(file -> file.context() != Context.GENERATED)
                .anyMatch(file -> repository
                        .text(file.path())
                        .filter(text -> setting.matcher(text).find())
                        .isPresent());
    }

    /** What a Dockerfile says outside of these instructions. */
    static String text(Found image, String without) {
        StringBuilder text = new StringBuilder();
        image.dockerfile().instructions().stream()
                .filter(each -> !each.keyword().matches(without))
                .forEach(each -> text.append(each.whole()).append('\n'));
        return text.toString();
    }

    static boolean names(String text, int port) {
        return Pattern.compile("(?<!\\d)" + port + "(?!\\d)").matcher(text).find();
    }
}
