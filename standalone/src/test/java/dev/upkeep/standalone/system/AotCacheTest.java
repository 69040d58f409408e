package dev.upkeep.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

    @TempDir
    private Path folder;

    private Path jar = Path.of("");

    @BeforeEach
    void buildAJar() throws IOException {
        jar = Files.writeString(folder.resolve("program.jar"), "classes");
    }

    @Test
    void aTrainingRunMakesTheCache() throws IOException {
        AotCache cache = cache("-Xmx96m");
        assertThat(cache.isThere()).isFalse();

        train(cache);

        assertThat(cache.isThere()).isTrue();
        assertThat(cache.useFlag()).startsWith("-XX:AOTCache=" + folder.resolve("aot"));
    }

    @Test
    void otherOptionsOrAnotherBuildNeverMeetIt() throws IOException {
        train(cache("-Xmx96m"));

        assertThat(cache("-Xmx128m").isThere()).isFalse();
        Files.writeString(jar, "other classes");
        assertThat(cache("-Xmx96m").isThere()).isFalse();
    }

    @Test
    void anOldOneGoesWhenANewOneComes() throws IOException {
        train(cache("-Xmx96m"));
        train(cache("-Xmx128m"));

        assertThat(cache("-Xmx96m").isThere()).isFalse();
        assertThat(cache("-Xmx128m").isThere()).isTrue();
    }

    @Test
    void whatAKilledTrainingRunLeftGoesWhenANewOneComes() throws IOException {
        Path left = Files.createDirectories(folder.resolve("aot")).resolve("program-1a2b.aot.4711");
        Files.writeString(left, "half");
        Files.writeString(left.resolveSibling("program-1a2b.aot.4711.config"), "half");
        Path other = Files.writeString(left.resolveSibling("programme-1a2b.aot"), "of another program");

        train(cache("-Xmx96m"));

        try (Stream<Path> kept = Files.list(folder.resolve("aot"))) {
            assertThat(kept).hasSize(2).contains(other).doesNotContain(left);
        }
    }

    @Test
    void aTrainingRunThatWroteNothingChangesNothing() throws IOException {
        AotCache cache = cache("-Xmx96m");

        cache.adopt();

        assertThat(cache.isThere()).isFalse();
    }

    private AotCache cache(String flag) throws IOException {
        return AotCache.of(folder.resolve("aot"), "program", jar, List.of(flag));
    }

    /** What the JVM does at its end. */
    private static void train(AotCache cache) throws IOException {
        Files.writeString(Path.of(cache.trainFlag().substring("-XX:AOTCacheOutput=".length())), "learnt");
        cache.adopt();
    }
}
