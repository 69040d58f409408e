package dev.upkeep.analyzer.outbound.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
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

/** A bare repository that is written object by object, so that it can hold what no work tree could. */
final class TestRepository implements AutoCloseable {

    static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private final Repository repository;
    private final Map<String, DirCacheEntry> files = new TreeMap<>();
    private Instant now = FIRST;

    private TestRepository(Repository repository) {
        this.repository = repository;
    }

    static TestRepository create(Path folder) throws IOException {
        Repositories.create(folder);
        Repository repository = Repositories.open(folder);
        repository.updateRef(Constants.HEAD).link("refs/heads/main");
        return new TestRepository(repository);
    }

    Repository repository() {
        return repository;
    }

    Path folder() {
        return repository.getDirectory().toPath();
    }

    TestRepository file(String path, String content) throws IOException {
        return file(path, content.getBytes(StandardCharsets.UTF_8), FileMode.REGULAR_FILE);
    }

    TestRepository file(String path, byte[] content, FileMode mode) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(Constants.OBJ_BLOB, content);
            inserter.flush();
            return entry(path, id, mode);
        }
    }

    TestRepository entry(String path, ObjectId id, FileMode mode) {
        DirCacheEntry entry = new DirCacheEntry(path);
        entry.setFileMode(mode);
        entry.setObjectId(id);
        files.put(path, entry);
        return this;
    }

    /** Commits all files so far on top of the parents and moves the branch there; a day passes. */
    ObjectId commit(String branch, ObjectId... parents) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            files.values().forEach(builder::add);
            builder.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            commit.setParentIds(parents);
            commit.setAuthor(person());
            commit.setCommitter(person());
            commit.setMessage("change");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            point("refs/heads/" + branch, id);
            now = now.plusSeconds(86_400);
            return id;
        }
    }

    void point(String ref, ObjectId id) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(id);
        update.forceUpdate();
    }

    void delete(String ref) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setForceUpdate(true);
        update.delete();
    }

    @Override
    public void close() {
        repository.close();
    }

    private PersonIdent person() {
        return new PersonIdent("A", "a@example.org", now, ZoneOffset.UTC);
    }
}
