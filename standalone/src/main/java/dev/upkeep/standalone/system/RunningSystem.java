package dev.upkeep.standalone.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code running.json} says: where the system of a data folder answers, as long as it runs.
 *
 * @param pid of the launcher
 * @param processStart of the launcher ({@link ProcessStart}); a number that went to another process is recognised by it
 * @param servers addresses by name ({@code kafka}, {@code postgres}, {@code redis}); without passwords
 * @param services base addresses by process name
 */
public record RunningSystem(
        long pid,
        String processStart,
        String reportUrl,
        String ingestUrl,
        Map<String, String> servers,
        Map<String, String> services) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The running system of the folder; empty when there is none, and when its launcher was killed. */
    public static Optional<RunningSystem> find(DataFolder data) {
        return read(data.runningFile()).filter(RunningSystem::isAlive);
    }

    /** Replaces the file in one step, so that nobody reads half of it. */
    void write(DataFolder data) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("pid", pid)
                .put("processStart", processStart)
                .put("report", reportUrl)
                .put("ingest", ingestUrl);
        servers.forEach(json.putObject("servers")::put);
        services.forEach(json.putObject("services")::put);
        Path fresh = data.runningFile().resolveSibling("running.json.new");
        Files.writeString(fresh, json.toPrettyString() + "\n");
        Files.move(fresh, data.runningFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> ProcessStart.of(process).equals(processStart))
                .isPresent();
    }

    private static Optional<RunningSystem> read(Path file) {
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            return Optional.of(new RunningSystem(
                    json.path("pid").asLong(),
                    json.path("processStart").asText(),
                    json.path("report").asText(),
                    json.path("ingest").asText(),
                    texts(json.path("servers")),
                    texts(json.path("services"))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
