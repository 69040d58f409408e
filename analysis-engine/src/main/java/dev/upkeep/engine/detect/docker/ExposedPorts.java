package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.docker.DockerfileModel.Found;
import dev.upkeep.engine.document.Dockerfile.Instruction;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What images say of their ports. */
final class ExposedPorts {

    private static final Pattern NUMBER = Pattern.compile("(?:^|\\s)(\\d{2,5})(?=/tcp|\\s|$)");

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
}
