package dev.upkeep.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.standalone.infrastructure.StartFailure;
import dev.upkeep.standalone.system.ServiceKeeper.Cache;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceKeeperTest {

    private static final List<String> NEVER_READY = List.of("sleep", "60");
    private static final List<String> DIES = List.of("false");

    /** Nothing listens on it. */
    private static final int NO_SERVICE = 1;

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void trainACache() throws IOException {
        Files.writeString(folder.resolve("program.jar"), "classes");
        AotCache cache = cache();
        file = path(cache.useFlag());
        Files.writeString(path(cache.trainFlag()), "learnt");
        cache.adopt();
        assertThat(file).exists();
    }

    @Test
    void aStopDuringTheStartKeepsTheStartCache() throws IOException, InterruptedException {
        ServiceKeeper keeper = keeper(NEVER_READY);

        keeper.requestStop();

        assertThatThrownBy(keeper::awaitReady)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("was stopped while it started");
        keeper.awaitStopped();
        assertThat(file).exists();
    }

    @Test
    void aCacheWithWhichTheServiceDiesGoes() {
        ServiceKeeper keeper = keeper(DIES);

        assertThatThrownBy(keeper::awaitReady)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("ended with status 1");
        assertThat(file).doesNotExist();
    }

    private ServiceKeeper keeper(List<String> command) {
        return new ServiceKeeper(
                new Instance("analyzer", Service.ANALYZER, NO_SERVICE),
                folder.resolve("analyzer.log"),
                Optional.of(cache()),
                Cache.USE,
                mode -> new ServiceCommand(command, Map.of()),
                new PidFiles(folder.resolve("pids")),
                new Console(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), true));
    }

    private AotCache cache() {
        try {
            return AotCache.of(folder.resolve("aot"), "analyzer", folder.resolve("program.jar"), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path(String flag) {
        return Path.of(flag.substring(flag.indexOf('=') + 1));
    }
}
