package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.application.RepositorySource;
import dev.upkeep.analyzer.domain.Limits;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceTree;
import dev.upkeep.events.RepositoryRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportBundleStream;
import org.eclipse.jgit.transport.URIish;

/** Repositories on this machine's disk, below one folder, made of what is given. */
public final class ExampleRepositories {

    private static final int COMMITS = 8;
    private static final String BRANCH = Constants.R_HEADS + "main";

    private final Path folder;
    private final Limits limits;
    private final Clock clock;

    /** @param folder an empty one of their own, which the caller removes */
    public ExampleRepositories(Path folder, Limits limits, Clock clock) {
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
    }

    /** Opens them, and nothing but repositories on this machine. */
    public RepositorySource source() {
        Mirrors none = new Mirrors(folder.resolve("mirrors"), new BuiltInTransport(Set.of()), limits);
        return new GitRepositorySource(none, new AddressRules(false), true, folder, limits, clock);
    }

    /**
     * Writes one whose files came in many commits.
     *
     * @return how events name it
     * @throws UncheckedIOException where it cannot be written
     */
    public RepositoryRef write(String name, SourceTree files) {
        return create(name, repository -> {
            try (ObjectInserter inserter = repository.newObjectInserter()) {
                RefUpdate branch = repository.updateRef(BRANCH);
                branch.setNewObjectId(commits(files, inserter));
                inserter.flush();
                branch.update();
            }
        });
    }

    /**
     * Writes one with what a Git bundle has on its branch {@code main}.
     *
     * @return how events name it
     * @throws UncheckedIOException where the bundle cannot be read or the repository cannot be written
     */
    public RepositoryRef unpack(String name, InputStream bundle) {
        return create(name, repository -> {
            try (Transport transport = new TransportBundleStream(repository, new URIish(), bundle)) {
                transport.fetch(NullProgressMonitor.INSTANCE, List.of(new RefSpec(BRANCH + ":" + BRANCH)));
            }
        });
    }

    private RepositoryRef create(String name, Filling filling) {
        Path gitFolder = folder.resolve(name + ".git");
        try {
            Repositories.create(gitFolder);
            try (Repository repository = Repositories.open(gitFolder)) {
                filling.fill(repository);
                repository.updateRef(Constants.HEAD).link(BRANCH);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the example " + gitFolder, e);
        }
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new RepositoryRef(
                id.toString(), name + ", to warm up", gitFolder.toAbsolutePath().toString(), "local", "");
    }

    /** How a new repository gets its content. */
    @FunctionalInterface
    private interface Filling {
        void fill(Repository repository) throws IOException;
    }

    private ObjectId commits(SourceTree files, ObjectInserter inserter) throws IOException {
        List<DirCacheEntry> entries = new ArrayList<>();
        for (SourceEntry file : files.entries()) {
            boolean link = file.kind() == SourceEntry.Kind.SYMLINK;
            byte[] content = link ? files.target(file).orElse("").getBytes(StandardCharsets.UTF_8) : files.read(file);
            DirCacheEntry entry = new DirCacheEntry(file.path());
            entry.setFileMode(link ? FileMode.SYMLINK : FileMode.REGULAR_FILE);
            entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, content));
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
