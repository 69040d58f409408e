package dev.upkeep.standalone.system;

import dev.upkeep.standalone.infrastructure.StaleProcesses;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which processes belong to the system, so that a new launcher ends what a killed one left. A process is known by its
 * number and the moment it started, since numbers are given again.
 */
final class PidFiles {

    private final Path folder;

    PidFiles(Path folder) {
        this.folder = folder;
    }

    void write(String name, ProcessHandle process) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name), process.pid() + " " + ProcessStart.of(process));
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    /** Ends every process that is written down and still runs; the names of those that did. */
    List<String> endStale() throws IOException, InterruptedException {
        List<String> ended = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return ended;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Optional<ProcessHandle> process = running(Files.readString(file));
                if (process.isPresent()) {
                    StaleProcesses.end(process.get(), "TERM");
                    ended.add(file.getFileName().toString());
                }
                Files.delete(file);
            }
        }
        return ended;
    }

    private static Optional<ProcessHandle> running(String content) {
        String[] parts = content.strip().split(" ", 2);
        if (parts.length != 2 || !parts[0].matches("\\d+")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(parts[0]))
                .filter(ProcessHandle::isAlive)
                .filter(process -> ProcessStart.of(process).equals(parts[1]));
    }
}
