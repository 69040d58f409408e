package dev.upkeep.analyzer;

import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.RepositoryChanged.Trigger;
import dev.upkeep.events.RepositoryRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** Small repositories to analyse, with something to find in them. */
final class Projects {

    private Projects() {}

    /** A work tree with one commit: sources, a broken JSON file, a file name over two lines and a link to outside. */
    static Path create(Path folder, int sources) throws IOException, GitAPIException {
        Files.createDirectories(folder.resolve("src"));
        for (int i = 0; i < sources; i++) {
            Files.writeString(
                    folder.resolve("src/part" + i + ".rs"),
                    "pub fn part_" + i + "() -> u32 {\n    std::fs::read(\"x\").unwrap().len() as u32\n}\n");
        }
        Files.writeString(folder.resolve("broken.json"), "{\"a\": \n");
        Files.writeString(folder.resolve("two\nlines.txt"), "1");
        Files.write(folder.resolve("latin1.txt"), new byte[] {'c', 'a', 'f', (byte) 0xe9});
        Files.createSymbolicLink(folder.resolve("outside"), Path.of("/etc/hostname"));
        try (Git git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("one")
                    .setAuthor("A", "a@example.org")
                    .setCommitter("A", "a@example.org")
                    .setSign(false)
                    .call();
        }
        return folder;
    }

    /** A request to read it. */
    static RepositoryChanged scan(String source, String ref) {
        String id = UUID.randomUUID().toString();
        RepositoryRef repository = new RepositoryRef(id, "project", source, "local", "");
        return new RepositoryChanged(
                UUID.randomUUID(),
                repository,
                ref,
                null,
                null,
                Trigger.SCAN,
                null,
                Instant.parse("2026-11-20T10:00:00Z"));
    }
}
