package dev.upkeep.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A repository of one commit at a time, written object by object, so that it can hold what no work tree could. */
final class BareRepository {

    private static final String BRANCH = "refs/heads/main";
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Set<String> links = new HashSet<>();
    private Instant committedAt = FIRST;

    /** A crate whose only source file may panic: there is something to find. */
    static BareRepository crate() {
        return new BareRepository()
                .file("Cargo.toml", "[package]\nname = \"parcel\"\nversion = \"0.1.0\"\nedition = \"2021\"\n")
                .file("src/lib.rs", "pub fn size() -> usize {\n    std::fs::read(\"x\").unwrap().len()\n}\n");
    }

    BareRepository file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    BareRepository file(String path, byte[] bytes) {
        files.put(path, bytes.clone());
        return this;
    }

    /** Commits so many days after the first commit. */
    BareRepository days(int later) {
        committedAt = FIRST.plus(Duration.ofDays(later));
        return this;
    }

    BareRepository link(String path, String target) {
        links.add(path);
        return file(path, target);
    }

    /** Writes the repository with nothing committed. */
    static Path writeEmpty(Path folder) throws IOException {
        try (Repository repository = FileRepositoryBuilder.create(folder.toFile())) {
            repository.create(true);
            repository.updateRef(Constants.HEAD).link(BRANCH);
        }
        return folder;
    }

    /**
     * Writes it, with what git needs to fetch it over plain HTTP. Where there is one already, its branch is moved.
     *
     * @return the id of the commit
     */
    String write(Path folder) throws IOException {
        if (!Files.exists(folder.resolve("HEAD"))) {
            writeEmpty(folder);
        }
        try (Repository repository = FileRepositoryBuilder.create(folder.toFile())) {
            ObjectId commit = commit(repository);
            RefUpdate branch = repository.updateRef(BRANCH);
            branch.setNewObjectId(commit);
            branch.forceUpdate();
            Files.createDirectories(folder.resolve("info"));
            Files.writeString(folder.resolve("info/refs"), commit.name() + "\t" + BRANCH + "\n");
            return commit.name();
        }
    }

    private ObjectId commit(Repository repository) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            PersonIdent author = new PersonIdent("A", "a@example.org", committedAt, ZoneOffset.UTC);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(inserter));
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage("one");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    private ObjectId tree(ObjectInserter inserter) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            DirCacheEntry entry = new DirCacheEntry(file.getKey());
            entry.setFileMode(links.contains(file.getKey()) ? FileMode.SYMLINK : FileMode.REGULAR_FILE);
            entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
            builder.add(entry);
        }
        builder.finish();
        return index.writeTree(inserter);
    }
}
