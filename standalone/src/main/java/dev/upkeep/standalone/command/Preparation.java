package dev.upkeep.standalone.command;

import dev.upkeep.standalone.infrastructure.Folders;
import dev.upkeep.standalone.system.AotCache;
import dev.upkeep.standalone.system.DataFolder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Once after a build: a system of its own reads a small repository a few times, for a path that was taken once teaches
 * little, and every JVM writes down what it learnt (JEP 514, 515). Later starts take a fraction. Nothing depends on it:
 * without the caches everything works, only slower.
 */
final class Preparation {

    private final Built built;

    Preparation(Built built) {
        this.built = built;
    }

    int run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("upkeep-preparation");
        DataFolder data = new DataFolder(folder.resolve("data"));
        data.prepare();
        AotCache launcherCache = built.startCache("launcher");
        AotCache scanCache = built.startCache("scan");
        try (LauncherProcess launcher = new LauncherStart(built, data, true, true).start()) {
            if (!launcher.isReady()) {
                throw new CommandFailure(ExitStatus.FAILED, "the system did not start, so nothing could be prepared");
            }
            Path repository = copyOfRules(folder.resolve("repository"));
            scan(Optional.empty(), repository, data);
            scan(Optional.empty(), repository, data);
            scan(Optional.of(scanCache.trainFlag()), repository, data);
        }
        launcherCache.adopt();
        scanCache.adopt();
        Folders.delete(folder);
        return ExitStatus.DONE;
    }

    /** The command as people start it; whether it succeeds does not matter here. */
    private void scan(Optional<String> cacheFlag, Path repository, DataFolder data)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(built.java("scan", cacheFlag));
        command.addAll(
                List.of("scan", repository.toString(), "--data", data.folder().toString()));
        Path log = data.logs().resolve("scan.log");
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }

    /** The fixtures of the rules are a repository in all languages. */
    private Path copyOfRules(Path target) throws IOException {
        Path rules = built.home().resolve("rules");
        Files.walkFileTree(rules, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                if (visited.endsWith("target")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(target.resolve(rules.relativize(visited)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, target.resolve(rules.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
        return target;
    }
}
