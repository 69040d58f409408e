package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.domain.Limits;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceEntry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;

/**
 * What stands in a folder: no link is followed, nothing in a {@code .git} is listed, and nothing that a
 * {@code .gitignore} of the folder names.
 *
 * @param entries sorted by path
 * @param files where to read them, by path
 */
record DirectoryListing(List<SourceEntry> entries, Map<String, Path> files) {

    /** Lists the folder, and stops where it is seen to be too large. */
    static DirectoryListing of(Path root, Limits limits) throws IOException {
        Visitor visitor = new Visitor(root, limits);
        Files.walkFileTree(root, visitor);
        visitor.entries.sort(Comparator.comparing(SourceEntry::path));
        return new DirectoryListing(List.copyOf(visitor.entries), Map.copyOf(visitor.files));
    }

    /** The rules of one folder's {@code .gitignore}. */
    private record IgnoredHere(String folder, IgnoreNode rules) {}

    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Path root;
        private final Limits limits;
        private final List<SourceEntry> entries = new ArrayList<>();
        private final Map<String, Path> files = new HashMap<>();
        private final Deque<IgnoredHere> ignored = new ArrayDeque<>();
        private long bytes;

        Visitor(Path root, Limits limits) {
            this.root = root;
            this.limits = limits;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            String path = relative(folder);
            if (Constants.DOT_GIT.equals(String.valueOf(folder.getFileName())) || isIgnored(path, true)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            ignored.push(new IgnoredHere(path, rules(folder)));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
            ignored.pop();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = relative(file);
            if (attributes.isOther()
                    || Constants.DOT_GIT.equals(file.getFileName().toString())) {
                return FileVisitResult.CONTINUE;
            }
            if (!isIgnored(path, false)) {
                entries.add(entry(path, file, attributes));
                files.put(path, file);
                bytes += attributes.size();
            }
            return entries.size() > limits.files() || bytes > limits.bytes()
                    ? FileVisitResult.TERMINATE
                    : FileVisitResult.CONTINUE;
        }

        /** What cannot be looked at is listed where its name is known, and skipped when it is read. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            String path = relative(file);
            entries.add(new SourceEntry(path, "unreadable", 0, Kind.FILE));
            files.put(path, file);
            return FileVisitResult.CONTINUE;
        }

        private boolean isIgnored(String path, boolean folder) {
            for (IgnoredHere here : ignored) {
                String below = here.folder().isEmpty()
                        ? path
                        : path.substring(here.folder().length() + 1);
                Boolean verdict = here.rules().checkIgnored(below, folder);
                if (verdict != null) {
                    return verdict;
                }
            }
            return false;
        }

        private String relative(Path path) {
            String name = root.relativize(path).toString();
            return path.getFileSystem().getSeparator().equals("/") ? name : name.replace('\\', '/');
        }
    }

    private static IgnoreNode rules(Path folder) throws IOException {
        IgnoreNode rules = new IgnoreNode();
        Path file = folder.resolve(Constants.DOT_GIT_IGNORE);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(file)) {
            try (InputStream input = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                rules.parse(input);
            }
        }
        return rules;
    }

    private static SourceEntry entry(String path, Path file, BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return new SourceEntry(path, linkId(file), 0, Kind.SYMLINK);
        }
        Kind kind = Files.isExecutable(file) ? Kind.EXECUTABLE : Kind.FILE;
        return new SourceEntry(path, blobId(file, attributes.size()), attributes.size(), kind);
    }

    /** What is written in a link, with the separators that Git would write. */
    static String written(Path link) throws IOException {
        return Files.readSymbolicLink(link).toString().replace('\\', '/');
    }

    private static String linkId(Path link) {
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            return formatter
                    .idFor(Constants.OBJ_BLOB, written(link).getBytes(StandardCharsets.UTF_8))
                    .name();
        } catch (IOException _) {
            return "unreadable";
        }
    }

    /** The id that Git would give; a placeholder where the file cannot be read, so that reading it is refused. */
    private static String blobId(Path file, long size) {
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter();
                InputStream input = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return formatter.idFor(Constants.OBJ_BLOB, size, input).name();
        } catch (IOException _) {
            return "unreadable";
        }
    }
}
