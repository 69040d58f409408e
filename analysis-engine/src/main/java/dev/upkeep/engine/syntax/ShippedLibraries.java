package dev.upkeep.engine.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The native libraries that travel inside jars. The system's loader reads files only, so each is copied once to a folder
 * that belongs to this user alone, named by its content: processes share the copies and a new version never meets an old
 * one.
 */
@SuppressWarnings("restricted") // the one door to native code
final class ShippedLibraries {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Pattern JAR_VERSION = Pattern.compile("tree-sitter-([0-9][^/!]*)\\.jar");

    private final Path folder;

    ShippedLibraries(Path folder) {
        this.folder = folder;
    }

    /** Below the temporary folder; a new one each time if what stands there is not ours. */
    static ShippedLibraries inTemporaryFolder() throws UnusableLibraryException {
        Path wanted = Path.of(System.getProperty("java.io.tmpdir"), "upkeep-native-" + System.getProperty("user.name"));
        try {
            return new ShippedLibraries(ownFolder(wanted) ? wanted : Files.createTempDirectory("upkeep-native-"));
        } catch (IOException unwritable) {
            throw new UnusableLibraryException("no folder for native libraries below " + wanted, unwritable);
        }
    }

    private static boolean ownFolder(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(folder);
            return true;
        }
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            return true;
        } catch (FileAlreadyExistsException existing) {
            PosixFileAttributes found =
                    Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isDirectory()
                    && found.permissions().equals(OWNER_ONLY)
                    && found.owner().getName().equals(System.getProperty("user.name"));
        }
    }

    /** The file of this platform's library, such as {@code tree-sitter-rust}, as it is published. */
    Path extract(String library) throws UnusableLibraryException {
        return extract(library, resource(library));
    }

    /** Whether the build found a compiler and the source, and left this library for this kind of machine. */
    boolean isCompiled(String library) {
        return ShippedLibraries.class.getClassLoader().getResource(compiled(library)) != null;
    }

    /** The file of a library that the build compiled. */
    Path extractCompiled(String library) throws UnusableLibraryException {
        return extract(library + "-compiled", compiled(library));
    }

    private Path extract(String library, String name) throws UnusableLibraryException {
        try (InputStream content = ShippedLibraries.class.getClassLoader().getResourceAsStream(name)) {
            if (content == null) {
                throw new UnusableLibraryException("no library " + name + " is shipped for this platform");
            }
            return store(library, content.readAllBytes());
        } catch (IOException unwritable) {
            throw new UnusableLibraryException("it cannot be unpacked to " + folder, unwritable);
        }
    }

    /** The version that the jar of a library carries in its name. */
    String version(String library) {
        URL found = ShippedLibraries.class.getClassLoader().getResource(resource(library));
        Matcher version = JAR_VERSION.matcher(found == null ? "" : found.toString());
        return version.find() ? version.group(1) : "of unknown version";
    }

    SymbolLookup load(Path file, Arena lifetime) throws UnusableLibraryException {
        try {
            return SymbolLookup.libraryLookup(file, lifetime);
        } catch (IllegalArgumentException refused) {
            throw new UnusableLibraryException("the system does not load it", refused);
        }
    }

    private Path store(String library, byte[] content) throws IOException {
        Path file = folder.resolve(library + "-" + hash(content) + suffix());
        if (Files.isRegularFile(file) && Files.size(file) == content.length) {
            return file;
        }
        Path partial = Files.createTempFile(folder, library, ".partial");
        try {
            Files.write(partial, content);
            return Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Where {@code src/main/native/build.xml} puts it. */
    private static String compiled(String library) {
        return "native/" + System.getProperty("os.arch") + "/lib" + library + suffix();
    }

    private static String resource(String library) {
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String architecture = machine.equals("amd64") ? "x86_64" : machine.equals("arm64") ? "aarch64" : machine;
        return "lib/" + architecture + "-" + system() + "-" + library + suffix();
    }

    private static String system() {
        return switch (suffix()) {
            case ".dll" -> "windows";
            case ".dylib" -> "macos";
            case String _ -> "linux-gnu";
        };
    }

    private static String suffix() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return ".dll";
        }
        return name.startsWith("mac") ? ".dylib" : ".so";
    }
}
