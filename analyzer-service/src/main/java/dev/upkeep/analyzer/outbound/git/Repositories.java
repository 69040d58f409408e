package dev.upkeep.analyzer.outbound.git;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Opens Git data by its folder, and nothing around it: no search upwards, no variables of the environment. */
final class Repositories {

    private Repositories() {}

    /** An existing one, for reading. */
    static Repository open(Path gitFolder) throws IOException {
        IsolatedGit.apply();
        return new FileRepositoryBuilder()
                .setGitDir(gitFolder.toFile())
                .setMustExist(true)
                .build();
    }

    /** A new, empty, bare one. */
    static void create(Path gitFolder) throws IOException {
        IsolatedGit.apply();
        try (Repository repository = new FileRepositoryBuilder()
                .setGitDir(gitFolder.toFile())
                .setBare()
                .build()) {
            repository.create(true);
            StoredConfig config = repository.getConfig();
            config.setString("http", null, "followRedirects", "false");
            config.setInt("gc", null, "auto", 0);
            config.save();
        }
    }
}
