package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.domain.NearestNames;
import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.events.AnalysisRefused.Reason;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** From the name that somebody gave to a commit. Names only: no expressions such as {@code HEAD~3}. */
final class RefLookup {

    private static final int SHORTEST_ABBREVIATION = 7;
    private static final int NAMES_SHOWN = 5;
    private static final List<String> PREFIXES =
            List.of("", Constants.R_HEADS, Constants.R_TAGS, Constants.R_REMOTES + "origin/");

    private final Repository repository;

    RefLookup(Repository repository) {
        this.repository = repository;
    }

    /** A commit and the full name under which it was found. */
    record Found(RevCommit commit, String ref) {}

    /** The commit itself where its id is known, else what the name points at. */
    Outcome<Found> find(String ref, @Nullable String commit) throws IOException {
        Optional<Found> found = commit == null ? named(ref) : byId(commit, ref);
        if (found.isPresent()) {
            return Outcome.of(found.get());
        }
        return commit == null ? unknown(ref) : gone(ref, commit);
    }

    /** Whether the commit of that id is here. */
    boolean has(String commit) throws IOException {
        return byId(commit, commit).isPresent();
    }

    private Optional<Found> named(String name) throws IOException {
        for (String prefix : PREFIXES) {
            Ref ref = repository.exactRef(prefix + name);
            if (ref != null && ref.getObjectId() != null) {
                return commit(ref.getObjectId()).map(commit -> new Found(commit, ref.getName()));
            }
        }
        return byId(name, name);
    }

    private Optional<Found> byId(String id, String ref) throws IOException {
        if (ObjectId.isId(id)) {
            return commit(ObjectId.fromString(id)).map(commit -> new Found(commit, ref));
        }
        if (id.length() < SHORTEST_ABBREVIATION || !AbbreviatedObjectId.isId(id)) {
            return Optional.empty();
        }
        try (ObjectReader reader = repository.newObjectReader()) {
            Collection<ObjectId> matches = reader.resolve(AbbreviatedObjectId.fromString(id));
            return matches.size() == 1
                    ? commit(matches.iterator().next()).map(commit -> new Found(commit, commit.name()))
                    : Optional.empty();
        }
    }

    /** The commit, through tags where need be; empty for what is no commit or not here. */
    private Optional<RevCommit> commit(ObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return Optional.of(walk.parseCommit(id));
        } catch (MissingObjectException | IncorrectObjectTypeException _) {
            return Optional.empty();
        }
    }

    private Outcome<Found> unknown(String ref) throws IOException {
        List<String> names = names();
        if (names.isEmpty()) {
            return Outcome.refused(
                    Reason.EMPTY_REPOSITORY, "The repository has no commits yet. Commit something, then scan again.");
        }
        String known = String.join(", ", NearestNames.of(ref, names, NAMES_SHOWN));
        String rest = names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more" : "";
        return Outcome.refused(
                Reason.UNKNOWN_REF,
                "There is no branch, tag or commit '" + ref + "'. The nearest of those that exist: " + known + rest
                        + ". Give one of them, or a commit id of at least " + SHORTEST_ABBREVIATION + " digits.");
    }

    private Outcome<Found> gone(String ref, String commit) throws IOException {
        if (names().isEmpty()) {
            return unknown(ref);
        }
        return Outcome.refused(
                Reason.UNKNOWN_REF,
                "Commit " + commit + " of '" + ref + "' is not in the repository (any more); it may have been replaced"
                        + " by a forced push. Scan '" + ref + "' to read what it points at now.");
    }

    private List<String> names() throws IOException {
        return Stream.of(Constants.R_HEADS, Constants.R_TAGS, Constants.R_REMOTES + "origin/")
                .flatMap(
                        prefix -> refs(prefix).stream().map(ref -> ref.getName().substring(prefix.length())))
                .filter(name -> !name.equals(Constants.HEAD))
                .distinct()
                .toList();
    }

    private List<Ref> refs(String prefix) {
        try {
            return repository.getRefDatabase().getRefsByPrefix(prefix);
        } catch (IOException _) {
            return List.of();
        }
    }
}
