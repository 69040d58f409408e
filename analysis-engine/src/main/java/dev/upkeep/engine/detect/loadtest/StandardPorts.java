package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.npm.Commands;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Ports on which servers listen by themselves where a script of a package starts them and names none, and the places of
 * these scripts. The numbers are those of the servers' own documentation.
 */
final class StandardPorts {

    static final Model<Map<Integer, String>> MODEL = new Model<>("load-test.standard-ports", StandardPorts::read);

    private static final Map<String, Integer> SERVERS = Map.ofEntries(
            Map.entry("next", 3000),
            Map.entry("next dev", 3000),
            Map.entry("next start", 3000),
            Map.entry("react-scripts start", 3000),
            Map.entry("nuxt dev", 3000),
            Map.entry("nuxt start", 3000),
            Map.entry("astro dev", 4321),
            Map.entry("astro preview", 4321),
            Map.entry("ng serve", 4200),
            Map.entry("vite", 5173),
            Map.entry("vite dev", 5173),
            Map.entry("vite serve", 5173),
            Map.entry("vite preview", 4173));

    private static final Pattern NAMES_PORT = Pattern.compile("-p\\d*|--port(=.*)?");

    private StandardPorts() {}

    private static Map<Integer, String> read(Repository repository) {
        Map<Integer, String> ports = new TreeMap<>();
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            if (PathContexts.of(npm.path(), Language.JSON) == Context.PRODUCTION) {
                npm.scripts().stream()
                        .filter(script -> !script.command().contains("PORT="))
                        .forEach(script -> Commands.of(script.command()).stream()
                                .flatMap(command -> port(command).stream())
                                .forEach(port -> ports.putIfAbsent(port, npm.path() + ":" + script.line())));
            }
        }
        return ports;
    }

    /** That of a server and what it is told to do, such as {@code vite preview}; options alone are no task. */
    private static Optional<Integer> port(List<String> command) {
        boolean named =
                command.stream().anyMatch(word -> NAMES_PORT.matcher(word).matches());
        boolean bare = command.size() == 1 || command.get(1).startsWith("-");
        String server = bare ? command.getFirst() : command.getFirst() + " " + command.get(1);
        return named ? Optional.empty() : Optional.ofNullable(SERVERS.get(server));
    }
}
