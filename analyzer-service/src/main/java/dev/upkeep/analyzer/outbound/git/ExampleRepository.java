package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.application.RepositorySource;
import dev.upkeep.analyzer.domain.Limits;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceTree;
import dev.upkeep.events.RepositoryRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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

/** A repository on this machine's disk, made of files that are given; its files came in many commits. */
public final class ExampleRepository {

    private static final int COMMITS = 8;

    private final Path gitFolder;
    private final Path folder;
    private final Limits limits;
    private final Clock clock;

    private ExampleRepository(Path folder, Limits limits, Clock clock) {
        this.gitFolder = folder.resolve("examples.git");
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Writes it.
     *
     * @param folder an empty one of its own, which the caller removes
     * @throws UncheckedIOException where it cannot be written
     */
    public static ExampleRepository write(Path folder, SourceTree files, Limits limits, Clock clock) {
        ExampleRepository example = new ExampleRepository(folder, limits, clock);
        try {
            example.fill(files);
            return example;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write examples to " + folder, e);
        }
    }

    /** Opens it, and nothing but repositories on this machine. */
    public RepositorySource source() {
        Mirrors none = new Mirrors(folder.resolve("mirrors"), new BuiltInTransport(Set.of()), limits);
        return new GitRepositorySource(none, new AddressRules(false), true, folder, limits, clock);
    }

    /** How events name it. */
    public RepositoryRef reference() {
        String path = gitFolder.toAbsolutePath().toString();
        return new RepositoryRef(new UUID(0, 0).toString(), "the rules' examples, to warm up", path, "local", "");
    }

    private void fill(SourceTree files) throws IOException {
        Repositories.create(gitFolder);
        try (Repository repository = Repositories.open(gitFolder)) {
            try (ObjectInserter inserter = repository.newObjectInserter()) {
                ObjectId head = commits(files, inserter);
                inserter.flush();
                RefUpdate branch = repository.updateRef(Constants.HEAD);
                branch.setNewObjectId(head);
                branch.update();
            }
        }
    }

    private ObjectId commits(SourceTree files, ObjectInserter inserter) throws IOException {
        List<DirCacheEntry> entries = new ArrayList<>();
        for (SourceEntry file : files.entries()) {
            DirCacheEntry entry = new DirCacheEntry(file.path());
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, files.read(file)));
            entries.add(entry);
        }
        ObjectId parent = ObjectId.zeroId();
        for (int commit = 1; commit <= COMMITS; commit++) {
            List<DirCacheEntry> some = entries.subList(0, Math.ceilDiv(entries.size() * commit, COMMITS));
            parent = commit(tree(some, inserter), parent, inserter);
        }
        return parent;
    }

    private static ObjectId tree(List<DirCacheEntry> entries, ObjectInserter inserter) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        entries.forEach(builder::add);
        builder.finish();
        return index.writeTree(inserter);
    }

    private ObjectId commit(ObjectId tree, ObjectId parent, ObjectInserter inserter) throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        if (!parent.equals(ObjectId.zeroId())) {
            commit.setParentId(parent);
        }
        commit.setAuthor(new PersonIdent("Upkeep", "upkeep@localhost", clock.instant(), clock.getZone()));
        commit.setCommitter(commit.getAuthor());
        commit.setMessage("Add examples");
        return inserter.insert(commit);
    }
}
