package dev.upkeep.standalone.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What the JVM learnt in a training run of a program (JEP 483, 514), kept so that later starts take a fraction. The file
 * is named after everything it depends on, so that a new build or another JDK never meets an old one.
 */
public final class AotCache {

    private final Path folder;
    private final String program;
    private final Path file;
    private final Path fresh;

    private AotCache(Path folder, String program, String fingerprint) {
        this.folder = folder;
        this.program = program;
        this.file = folder.resolve(program + "-" + fingerprint + ".aot");
        this.fresh = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
    }

    /**
     * The cache of one program, whether it is there or not.
     *
     * @param folder where it may be kept; made when missing
     * @param flags the other options of that JVM, which have to be the same
     */
    public static AotCache of(Path folder, String program, Path jar, List<String> flags) throws IOException {
        CRC32 fingerprint = new CRC32();
        String inputs = System.getProperty("java.vm.version")
                + Files.size(jar)
                + Files.getLastModifiedTime(jar).toMillis()
                + flags;
        fingerprint.update(inputs.getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(folder);
        return new AotCache(folder, program, Long.toHexString(fingerprint.getValue()));
    }

    public boolean isThere() {
        return Files.isRegularFile(file);
    }

    /** Uses what is there. */
    public String useFlag() {
        return "-XX:AOTCache=" + file;
    }

    /** Trains: the JVM writes the file when it ends, which then takes some seconds. */
    public String trainFlag() {
        return "-XX:AOTCacheOutput=" + fresh;
    }

    /** After the training run: the result becomes the cache, and caches of older builds go. */
    public void adopt() {
        try {
            if (Files.isRegularFile(fresh)) {
                deleteOthers();
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After a training run that was cut short: what it left is half of a cache. */
    void abandon() {
        try {
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + ".config"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a cache with which the program does not start. */
    void discard() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of older builds, and what is left of training runs that were killed. */
    private void deleteOthers() throws IOException {
        try (DirectoryStream<Path> caches = Files.newDirectoryStream(
                folder, path -> isOfProgram(path.getFileName().toString()) && !path.equals(fresh))) {
            for (Path cache : caches) {
                Files.deleteIfExists(cache);
            }
        }
    }

    private boolean isOfProgram(String name) {
        return name.startsWith(program + "-") && name.contains(".aot");
    }
}
