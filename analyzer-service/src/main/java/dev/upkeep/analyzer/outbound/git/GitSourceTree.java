package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.domain.Limits;
import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceEntry.Kind;
import dev.upkeep.engine.source.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of one commit, straight from the object database: nothing is checked out, no filter runs. */
final class GitSourceTree implements SourceTree {

    /** As long as a path may be where paths are longest. */
    private static final int LONGEST_LINK = 4096;

    private final Repository repository;
    private final List<SourceEntry> entries;
    private final long largestFile;

    private GitSourceTree(Repository repository, List<SourceEntry> entries, long largestFile) {
        this.repository = repository;
        this.entries = entries;
        this.largestFile = largestFile;
    }

    /** Lists the commit, where it is not too large. */
    static Outcome<SourceTree> of(Repository repository, RevCommit commit, Limits limits) throws IOException {
        return SizeLimits.check(list(repository, commit, limits.files()), limits)
                .then(entries -> Outcome.of(new GitSourceTree(repository, entries, limits.fileBytes())));
    }

    @Override
    public List<SourceEntry> entries() {
        return entries;
    }

    @Override
    public byte[] read(SourceEntry entry) throws IOException {
        if (!entry.readable()) {
            throw new IOException("not a file");
        }
        try {
            ObjectLoader blob = repository.open(ObjectId.fromString(entry.blobId()), Constants.OBJ_BLOB);
            if (blob.getSize() > largestFile) {
                throw new IOException("larger than " + largestFile + " bytes");
            }
            return blob.getCachedBytes((int) Math.min(largestFile, Integer.MAX_VALUE - 8));
        } catch (MissingObjectException e) {
            throw new IOException("its content is not in this clone", e);
        }
    }

    @Override
    public Optional<String> target(SourceEntry link) throws IOException {
        if (link.kind() != Kind.SYMLINK) {
            return Optional.empty();
        }
        try {
            ObjectLoader blob = repository.open(ObjectId.fromString(link.blobId()), Constants.OBJ_BLOB);
            return blob.getSize() > LONGEST_LINK
                    ? Optional.empty()
                    : Optional.of(new String(blob.getCachedBytes(LONGEST_LINK), StandardCharsets.UTF_8));
        } catch (MissingObjectException _) {
            return Optional.empty();
        }
    }

    private static List<SourceEntry> list(Repository repository, RevCommit commit, int most) throws IOException {
        List<SourceEntry> entries = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (entries.size() <= most && walk.next()) {
                entries.add(entry(walk));
            }
        }
        entries.sort(Comparator.comparing(SourceEntry::path));
        return List.copyOf(entries);
    }

    private static SourceEntry entry(TreeWalk walk) throws IOException {
        ObjectId id = walk.getObjectId(0);
        Kind kind = kind(walk.getFileMode(0));
        boolean file = kind == Kind.FILE || kind == Kind.EXECUTABLE;
        return new SourceEntry(walk.getPathString(), id.name(), file ? size(walk.getObjectReader(), id) : 0, kind);
    }

    /** A partial clone lacks content that its trees name: such a file is listed, and reading it says what is wrong. */
    private static long size(ObjectReader reader, ObjectId id) throws IOException {
        try {
            return reader.getObjectSize(id, Constants.OBJ_BLOB);
        } catch (MissingObjectException _) {
            return 0;
        }
    }

    private static Kind kind(FileMode mode) {
        if (FileMode.SYMLINK.equals(mode)) {
            return Kind.SYMLINK;
        }
        if (FileMode.GITLINK.equals(mode)) {
            return Kind.SUBMODULE;
        }
        return FileMode.EXECUTABLE_FILE.equals(mode) ? Kind.EXECUTABLE : Kind.FILE;
    }
}
