package dev.upkeep.analyzer.outbound.git;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The changes of the commits of one repository that were compared before, in one compressed file. A file that is
 * missing, damaged or of another version means: compare again.
 */
final class TouchStore {

    private static final int VERSION = 1;

    private final Path file;

    TouchStore(Path file) {
        this.file = file;
    }

    /** What one commit with one parent changed; commits never change, so this is true for ever. */
    record Change(ObjectId commit, int seconds, List<String> paths) {}

    /** All that is stored, by commit. */
    Map<ObjectId, Change> load() {
        try (DataInputStream input =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
            return input.readInt() == VERSION ? read(input) : Map.of();
        } catch (NoSuchFileException _) {
            return Map.of();
        } catch (IOException | IndexOutOfBoundsException _) {
            return Map.of();
        }
    }

    /** Replaces what is stored, in one step. */
    void save(Collection<Change> changes) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "touches", ".tmp");
        try (DataOutputStream output =
                new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(fresh))))) {
            output.writeInt(VERSION);
            write(output, changes);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<ObjectId, Change> read(DataInputStream input) throws IOException {
        int names = input.readInt();
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < names; i++) {
            paths.add(input.readUTF());
        }
        int commits = input.readInt();
        Map<ObjectId, Change> changes = new HashMap<>();
        for (int i = 0; i < commits; i++) {
            Change change = readChange(input, paths);
            changes.put(change.commit(), change);
        }
        return changes;
    }

    private static Change readChange(DataInputStream input, List<String> paths) throws IOException {
        ObjectId commit = ObjectId.fromRaw(input.readNBytes(20));
        int seconds = input.readInt();
        int count = input.readInt();
        List<String> touched = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            touched.add(paths.get(input.readInt()));
        }
        return new Change(commit, seconds, touched);
    }

    private static void write(DataOutputStream output, Collection<Change> changes) throws IOException {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (Change change : changes) {
            change.paths().forEach(path -> numbers.putIfAbsent(path, numbers.size()));
        }
        output.writeInt(numbers.size());
        for (String path : numbers.keySet()) {
            output.writeUTF(path);
        }
        output.writeInt(changes.size());
        for (Change change : changes) {
            change.commit().copyRawTo(output);
            output.writeInt(change.seconds());
            output.writeInt(change.paths().size());
            for (String path : change.paths()) {
                output.writeInt(numbers.getOrDefault(path, 0));
            }
        }
    }
}
