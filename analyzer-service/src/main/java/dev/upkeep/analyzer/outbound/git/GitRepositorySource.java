package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.application.OpenedRepository;
import dev.upkeep.analyzer.application.RepositorySource;
import dev.upkeep.analyzer.domain.Limits;
import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.analyzer.domain.SourceAddress;
import dev.upkeep.analyzer.outbound.git.AddressRules.Allowed;
import dev.upkeep.analyzer.outbound.git.Mirrors.Wanted;
import dev.upkeep.engine.source.SourceTree;
import dev.upkeep.events.AnalysisRefused.Reason;
import dev.upkeep.events.CommitRef;
import dev.upkeep.events.EventIds;
import dev.upkeep.events.RepositoryRef;
import dev.upkeep.platform.failure.TransientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Opens what an address stands for: a local folder as it is, a remote repository through its mirror. */
final class GitRepositorySource implements RepositorySource {

    private final Mirrors mirrors;
    private final AddressRules addresses;
    private final boolean localAllowed;
    private final Path histories;
    private final Limits limits;
    private final Clock clock;

    GitRepositorySource(
            Mirrors mirrors, AddressRules addresses, boolean localAllowed, Path histories, Limits limits, Clock clock) {
        this.mirrors = mirrors;
        this.addresses = addresses;
        this.localAllowed = localAllowed;
        this.histories = histories;
        this.limits = limits;
        this.clock = clock;
    }

    /** What is asked for, through all steps. */
    private record Request(
            RepositoryRef repository, String ref, @Nullable String commit) {}

    @Override
    public Outcome<OpenedRepository> open(RepositoryRef repository, String ref, @Nullable String commit) {
        Request request = new Request(repository, ref, commit);
        return SourceAddress.parse(repository.cloneUrl()).then(address -> attempt(request, address));
    }

    @Override
    public void forget(RepositoryRef repository) {
        try {
            mirrors.remove(repository.id());
            Files.deleteIfExists(touches(repository));
        } catch (IOException e) {
            throw new TransientFailure("cannot remove the mirror of " + repository.name() + ": " + e.getMessage(), e);
        }
    }

    private Outcome<OpenedRepository> attempt(Request request, SourceAddress address) {
        try {
            return switch (address) {
                case SourceAddress.Folder(Path path) -> openFolder(request, path);
                case SourceAddress.Remote remote -> openRemote(request, remote);
            };
        } catch (RepositoryNotFoundException | CorruptObjectException | MissingObjectException e) {
            return Outcome.refused(
                    Reason.NOT_A_REPOSITORY,
                    "The Git data is damaged or incomplete: " + e.getMessage() + ". Run 'git fsck' in it, or clone it"
                            + " again.");
        } catch (IOException e) {
            throw new TransientFailure("cannot read " + request.repository().name() + ": " + e.getMessage(), e);
        }
    }

    private Outcome<OpenedRepository> openRemote(Request request, SourceAddress.Remote remote) throws IOException {
        return addresses.check(remote).then(address -> openMirror(request, address));
    }

    private Outcome<OpenedRepository> openMirror(Request request, Allowed address) throws IOException {
        Wanted wanted = new Wanted(request.repository().id(), address, request.ref(), request.commit());
        return mirrors.bring(wanted).then(mirror -> openGit(request, mirror));
    }

    private Outcome<OpenedRepository> openFolder(Request request, Path path) throws IOException {
        if (!localAllowed) {
            return Outcome.refused(
                    Reason.ADDRESS_NOT_ALLOWED,
                    "This installation does not read folders of its own machine. Give the repository's https address;"
                            + " an operator can set upkeep.analyzer.allow-local-sources=true.");
        }
        return LocalFolder.at(path)
                .then(folder -> folder.gitFolder().isPresent()
                        ? openGit(request, folder.gitFolder().get())
                        : openPlain(request, folder.path()));
    }

    private Outcome<OpenedRepository> openPlain(Request request, Path folder) throws IOException {
        if (!request.ref().equals(Constants.HEAD)) {
            return Outcome.refused(
                    Reason.UNKNOWN_REF,
                    "'" + folder + "' is a folder without Git, so there is no '" + request.ref() + "' in it. Leave the"
                            + " ref out to read the folder as it is.");
        }
        return DirectorySourceTree.of(folder, limits).then(tree -> {
            CommitRef commit = new CommitRef(tree.digest(), Constants.HEAD, clock.instant());
            return Outcome.of(new OpenedFolder(commit, tree));
        });
    }

    private Outcome<OpenedRepository> openGit(Request request, Path gitFolder) throws IOException {
        Repository repository = Repositories.open(gitFolder);
        Optional<OpenedRepository> opened = Optional.empty();
        try {
            Outcome<OpenedRepository> outcome = openCommit(request, repository);
            opened = outcome instanceof Outcome.Done<OpenedRepository>(OpenedRepository done)
                    ? Optional.of(done)
                    : Optional.empty();
            return outcome;
        } finally {
            if (opened.isEmpty()) {
                repository.close();
            }
        }
    }

    private Outcome<OpenedRepository> openCommit(Request request, Repository repository) throws IOException {
        return new RefLookup(repository)
                .find(request.ref(), request.commit())
                .then(found -> openTree(request, repository, found));
    }

    private Outcome<OpenedRepository> openTree(Request request, Repository repository, RefLookup.Found found)
            throws IOException {
        RevCommit head = found.commit();
        TouchStore touches =
                new TouchStore(histories.resolve(request.repository().id() + ".touches"));
        GitHistory past = new GitHistory(repository, touches, limits.historyCommits());
        String ref = request.ref().equals(Constants.HEAD) ? Constants.HEAD : found.ref();
        CommitRef commit = new CommitRef(head.name(), ref, Instant.ofEpochSecond(head.getCommitTime()));
        Outcome<SourceTree> tree = GitSourceTree.of(repository, head, limits);
        return tree.then(files -> Outcome.of(new OpenedCommit(repository, head, commit, files, past)));
    }

    private Path touches(RepositoryRef repository) {
        return histories.resolve(EventIds.of(repository.id()) + ".touches");
    }
}
