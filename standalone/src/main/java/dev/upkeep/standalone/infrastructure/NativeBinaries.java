package dev.upkeep.standalone.infrastructure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The server programs that travel in jars, unpacked once per user into a cache folder. Several processes may do so at
 * the same time: each unpacks beside the target and renames.
 */
final class NativeBinaries {

    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

    private final Path cache;

    NativeBinaries(Path cache) {
        this.cache = cache;
    }

    /** In the user's cache folder, or the temporary one where there is none to write to. */
    static NativeBinaries ofUser() {
        Path userCache = Folders.ofUser(System.getenv()).resolve(".cache").resolve("upkeep");
        try {
            Files.createDirectories(userCache);
            return new NativeBinaries(userCache);
        } catch (IOException e) {
            return new NativeBinaries(Path.of(System.getProperty("java.io.tmpdir"), "upkeep-cache"));
        }
    }

    /** The folder with {@code bin}, {@code lib} and {@code share} of PostgreSQL. */
    Path postgres() throws IOException {
        String name = "postgres-" + system() + "-" + (isArm() ? "arm_64" : "x86_64") + ".txz";
        URL archive = resource(name);
        Path target = cache.resolve("postgres-" + archive.openConnection().getContentLengthLong());
        if (!Files.isDirectory(target)) {
            Files.createDirectories(cache);
            Path fresh = Files.createTempDirectory(cache, "unpacking");
            Files.setPosixFilePermissions(fresh, EXECUTABLE);
            unpack(archive, fresh);
            moveUnlessThere(fresh, target);
        }
        return target;
    }

    /** Redis servers that may run here, the best first: one is linked to the system's OpenSSL, one to nothing. */
    List<Path> redis() throws IOException {
        List<String> names = system().equals("darwin")
                ? List.of("redis-server-6.2.6-v5-darwin-" + (isArm() ? "arm64" : "amd64"))
                : isArm()
                        ? List.of("redis-server-6.2.7-linux-arm64")
                        : List.of("redis-server-6.2.6-v5-linux-amd64", "redis-server-6.2.7-linux-386");
        Files.createDirectories(cache);
        for (String name : names) {
            if (!Files.isExecutable(cache.resolve(name))) {
                copy(resource(name), name);
            }
        }
        return names.stream().map(cache::resolve).toList();
    }

    private void copy(URL resource, String name) throws IOException {
        Path fresh = Files.createTempFile(cache, name, ".new");
        try (InputStream content = resource.openStream()) {
            Files.copy(content, fresh, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(fresh, EXECUTABLE);
        Files.move(fresh, cache.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream packed = archive.openStream();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.getName().endsWith(".a")) {
                    unpack(entry, tar, target.resolve(entry.getName()));
                }
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, file);
            boolean runs = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(file, runs ? EXECUTABLE : READABLE);
        }
    }

    private static void moveUnlessThere(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            Folders.delete(fresh);
        }
    }

    private static URL resource(String name) {
        URL resource = NativeBinaries.class.getResource("/" + name);
        if (resource == null) {
            throw new StartFailure("this build carries no " + name + ": it was built on another system");
        }
        return resource;
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return "linux";
        }
        if (name.startsWith("mac")) {
            return "darwin";
        }
        throw new StartFailure("Upkeep runs on Linux and macOS, not on " + name);
    }

    private static boolean isArm() {
        return System.getProperty("os.arch").equals("aarch64");
    }
}
