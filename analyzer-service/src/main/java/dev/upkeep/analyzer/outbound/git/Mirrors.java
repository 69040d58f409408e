package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.domain.Limits;
import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.analyzer.domain.Outcome.Refused;
import dev.upkeep.analyzer.outbound.git.AddressRules.Allowed;
import dev.upkeep.analyzer.outbound.git.GitTransport.Fetch;
import dev.upkeep.events.AnalysisRefused.Reason;
import dev.upkeep.events.EventIds;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * Bare copies of remote repositories, one for each, kept between analyses. A commit that is here already costs no
 * transfer. The whole history is asked for; where it takes too long, the mirror holds the last commit only, and its
 * history is known to be missing.
 */
final class Mirrors {

    private static final String REFS = "refs/";
    private static final String SINGLE_COMMITS = "refs/upkeep/";

    private final Path folder;
    private final GitTransport transport;
    private final Limits limits;

    Mirrors(Path folder, GitTransport transport, Limits limits) {
        this.folder = folder;
        this.transport = transport;
        this.limits = limits;
    }

    /**
     * What is wanted of a remote repository.
     *
     * @param id the repository's id, which names its mirror
     * @param commit null for whatever the ref points at
     */
    record Wanted(
            String id,
            Allowed address,
            String ref,
            @Nullable String commit) {}

    /** The mirror with what is wanted in it, as far as the other side has it. */
    Outcome<Path> bring(Wanted wanted) throws IOException {
        Files.createDirectories(folder);
        Path mirror = folder.resolve(fileName(wanted.id()) + ".git");
        Path lock = folder.resolve(fileName(wanted.id()) + ".lock");
        try (MirrorLock _ = MirrorLock.take(lock, limits.mirrorTime())) {
            return isComplete(mirror) ? refresh(mirror, wanted) : create(mirror, wanted);
        }
    }

    /** Removes the mirror of a repository that is gone. */
    void remove(String id) throws IOException {
        Files.createDirectories(folder);
        Path mirror = folder.resolve(fileName(id) + ".git");
        try (MirrorLock _ = MirrorLock.take(folder.resolve(fileName(id) + ".lock"), limits.mirrorTime())) {
            delete(mirror);
        }
    }

    private Outcome<Path> create(Path mirror, Wanted wanted) throws IOException {
        delete(mirror);
        Repositories.create(mirror);
        Outcome<Path> outcome = transfer(mirror, wanted);
        if (outcome instanceof Refused<Path>) {
            delete(mirror);
        } else {
            Files.createFile(mirror.resolve("upkeep-complete"));
        }
        return outcome;
    }

    private Outcome<Path> refresh(Path mirror, Wanted wanted) throws IOException {
        return wanted.commit() != null && has(mirror, wanted.commit()) ? Outcome.of(mirror) : transfer(mirror, wanted);
    }

    private Outcome<Path> transfer(Path mirror, Wanted wanted) throws IOException {
        return transport
                .head(mirror, wanted.address(), limits.mirrorTime())
                .then(branch -> fetch(mirror, wanted, branch));
    }

    private Outcome<Path> fetch(Path mirror, Wanted wanted, Optional<String> head) throws IOException {
        Outcome<Path> outcome = isShallow(mirror) ? latest(mirror, wanted, head) : everything(mirror, wanted, head);
        if (outcome instanceof Outcome.Done<Path>) {
            setHead(mirror, head);
            fetchUnlisted(mirror, wanted);
        }
        return outcome;
    }

    private Outcome<Path> everything(Path mirror, Wanted wanted, Optional<String> head) throws IOException {
        Outcome<Path> outcome = fetch(mirror, wanted, GitTransport.EVERYTHING, false, limits.fullHistoryTime());
        boolean late = outcome instanceof Refused<Path>(var refusal) && refusal.reason() == Reason.TOO_SLOW;
        return late ? latest(mirror, wanted, head) : outcome;
    }

    private Outcome<Path> latest(Path mirror, Wanted wanted, Optional<String> head) throws IOException {
        removeLeftovers(mirror);
        Duration rest = limits.mirrorTime().minus(limits.fullHistoryTime());
        Outcome<Path> outcome = fetch(mirror, wanted, List.of(one(wanted, head, Constants.R_HEADS)), true, rest);
        boolean shortName = wanted.commit() == null && !wanted.ref().startsWith(REFS);
        return outcome instanceof Refused<Path> && shortName
                ? fetch(mirror, wanted, List.of(one(wanted, head, Constants.R_TAGS)), true, rest)
                : outcome;
    }

    private static String one(Wanted wanted, Optional<String> head, String prefix) {
        String commit = wanted.commit() == null ? wanted.ref() : wanted.commit();
        if (ObjectId.isId(commit)) {
            return "+" + commit + ":" + SINGLE_COMMITS + commit;
        }
        String asked = wanted.ref().equals(Constants.HEAD) ? head.orElse(Constants.HEAD) : wanted.ref();
        String name = asked.startsWith(REFS) ? asked : prefix + asked;
        return "+" + name + ":" + name;
    }

    /** What is neither branch nor tag (a merge request, a commit without a branch) is asked for by name. */
    private void fetchUnlisted(Path mirror, Wanted wanted) throws IOException {
        String commit = wanted.commit() == null ? wanted.ref() : wanted.commit();
        boolean missingCommit = ObjectId.isId(commit) && !has(mirror, commit);
        boolean otherRef = wanted.ref().startsWith(REFS)
                && !wanted.ref().startsWith(Constants.R_HEADS)
                && !wanted.ref().startsWith(Constants.R_TAGS);
        if (missingCommit || (otherRef && !ObjectId.isId(commit))) {
            List<String> refspec = List.of(one(wanted, Optional.empty(), Constants.R_HEADS));
            fetch(mirror, wanted, refspec, isShallow(mirror), limits.fullHistoryTime());
        }
    }

    private Outcome<Path> fetch(Path mirror, Wanted wanted, List<String> refspecs, boolean shallow, Duration limit)
            throws IOException {
        return transport.fetch(mirror, wanted.address(), new Fetch(refspecs, shallow, limit, limits.mirrorBytes()));
    }

    private static void setHead(Path mirror, Optional<String> head) throws IOException {
        if (head.isPresent() && Repository.isValidRefName(head.get())) {
            try (Repository repository = Repositories.open(mirror)) {
                repository.updateRef(Constants.HEAD).link(head.get());
            }
        }
    }

    private static boolean has(Path mirror, String commit) throws IOException {
        try (Repository repository = Repositories.open(mirror)) {
            return new RefLookup(repository).has(commit);
        }
    }

    private static boolean isComplete(Path mirror) {
        return Files.exists(mirror.resolve("upkeep-complete"));
    }

    private static boolean isShallow(Path mirror) {
        return Files.exists(mirror.resolve(Constants.SHALLOW));
    }

    /** A stopped transfer leaves half a pack behind. */
    private static void removeLeftovers(Path mirror) throws IOException {
        File[] leftovers = mirror.resolve("objects/pack").toFile().listFiles((_, name) -> name.startsWith("tmp_"));
        for (File file : leftovers == null ? new File[0] : leftovers) {
            Files.deleteIfExists(file.toPath());
        }
    }

    private static void delete(Path mirror) throws IOException {
        FileUtils.delete(mirror.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
    }

    /** Ids come from outside: what names a file is made of them, not they themselves. */
    private static String fileName(String id) {
        return EventIds.of(id).toString();
    }
}
