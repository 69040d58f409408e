package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.domain.Limits;
import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceEntry.Kind;
import dev.upkeep.engine.source.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/**
 * The files of a folder without Git, as they are at the moment of listing. Blob ids are those that Git would give, so
 * that results are shared with clones; a file that changes between listing and reading is skipped with that reason.
 */
final class DirectorySourceTree implements SourceTree {

    private final List<SourceEntry> entries;
    private final Map<String, Path> files;
    private final long largestFile;

    private DirectorySourceTree(DirectoryListing listing, long largestFile) {
        this.entries = listing.entries();
        this.files = listing.files();
        this.largestFile = largestFile;
    }

    /** Lists the folder, where it is not too large. */
    static Outcome<DirectorySourceTree> of(Path root, Limits limits) throws IOException {
        DirectoryListing listing = DirectoryListing.of(root, limits);
        return SizeLimits.check(listing.entries(), limits)
                .then(_ -> Outcome.of(new DirectorySourceTree(listing, limits.fileBytes())));
    }

    @Override
    public List<SourceEntry> entries() {
        return entries;
    }

    @Override
    public byte[] read(SourceEntry entry) throws IOException {
        Path file = files.get(entry.path());
        if (file == null || !entry.readable()) {
            throw new IOException("not a file");
        }
        byte[] content;
        try (InputStream input = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            content = input.readNBytes((int) Math.min(largestFile + 1, Integer.MAX_VALUE - 8));
        }
        if (content.length > largestFile) {
            throw new IOException("larger than " + largestFile + " bytes");
        }
        if (!blobId(content).name().equals(entry.blobId())) {
            throw new IOException("it changed while the folder was read");
        }
        return content;
    }

    @Override
    public Optional<String> target(SourceEntry link) throws IOException {
        Path file = files.get(link.path());
        return file == null || link.kind() != Kind.SYMLINK
                ? Optional.empty()
                : Optional.of(DirectoryListing.written(file));
    }

    /** What stands for a commit id: the digest of all that was listed, so that the same content has the same id. */
    String digest() {
        MessageDigest digest = Constants.newMessageDigest();
        for (SourceEntry entry : entries) {
            String line = entry.kind() + " " + entry.blobId() + " " + entry.path() + "\0";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return "tree-" + HexFormat.of().formatHex(digest.digest());
    }

    private static ObjectId blobId(byte[] content) {
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            return formatter.idFor(Constants.OBJ_BLOB, content);
        }
    }
}
