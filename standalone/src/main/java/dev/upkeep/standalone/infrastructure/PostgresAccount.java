package dev.upkeep.standalone.infrastructure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL runs, which refuses to be root. Root becomes an ordinary user by an empty user namespace; where
 * that is forbidden, as in most containers, the server runs as {@code nobody}, who has no way into root's folders and
 * therefore gets some of his own.
 */
enum PostgresAccount {
    /** Whoever started Upkeep. */
    CALLER(""),
    /** Root, in a user namespace in which nobody is root. */
    NAMESPACE("unshare --user"),
    /** Root handed over to the user without rights. */
    NOBODY("setpriv --reuid=nobody --regid=65534 --clear-groups");

    private static final Path STATE = Path.of("/var/lib/upkeep");
    private static final Path CACHE = Path.of("/var/cache/upkeep");

    private final String prefix;

    PostgresAccount(String prefix) {
        this.prefix = prefix;
    }

    static PostgresAccount ofThisProcess() throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return CALLER;
        }
        for (PostgresAccount account : List.of(NAMESPACE, NOBODY)) {
            if (account.works()) {
                return account;
            }
        }
        throw new StartFailure("PostgreSQL does not run as root, and on this system root can neither make a user"
                + " namespace nor become nobody: start Upkeep as an ordinary user");
    }

    /** The command, run as this account. */
    List<String> running(List<String> command) {
        return Stream.concat(Pattern.compile(" ").splitAsStream(prefix), command.stream())
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Where the server programs are unpacked. */
    NativeBinaries binaries() {
        return switch (this) {
            case CALLER, NAMESPACE -> NativeBinaries.ofUser();
            case NOBODY -> new NativeBinaries(CACHE);
        };
    }

    /**
     * The folder for PostgreSQL's own folder; made when missing.
     *
     * @param data the folder of the whole system
     */
    Path place(Path data) throws IOException {
        return switch (this) {
            case CALLER, NAMESPACE -> data;
            case NOBODY -> placeOfNobody(data);
        };
    }

    private boolean works() throws InterruptedException {
        try {
            return new ProcessBuilder(running(List.of("true"))).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path placeOfNobody(Path data) throws IOException {
        UUID name = UUID.nameUUIDFromBytes(data.toString().getBytes(StandardCharsets.UTF_8));
        Path place = STATE.resolve(name.toString());
        if (!Files.isDirectory(place)) {
            Files.createDirectories(
                    STATE, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Folders.createPrivate(place);
            own(place);
        }
        return place;
    }

    /** Hands a file to the account. */
    void give(Path file) throws IOException {
        if (this == NOBODY) {
            own(file);
        }
    }

    private static void own(Path file) throws IOException {
        Files.setOwner(
                file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    }
}
