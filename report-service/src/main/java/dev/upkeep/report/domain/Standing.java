package dev.upkeep.report.domain;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.CommitRef;
import dev.upkeep.events.RepositoryRef;
import java.time.Instant;
import java.util.Comparator;

/**
 * What decides which report stands for its repository: the default branch before any other ref, then the newer commit,
 * then the later request. So an older commit never replaces a newer one, in whatever order their analyses end.
 *
 * @param defaultBranch whether the analysed ref is the branch that stands for the repository
 */
public record Standing(boolean defaultBranch, Instant committedAt, Instant requestedAt)
        implements Comparable<Standing> {

    private static final Comparator<Standing> ORDER = Comparator.comparing(Standing::defaultBranch)
            .thenComparing(Standing::committedAt)
            .thenComparing(Standing::requestedAt);

    /** The standing of an analysis. */
    public static Standing of(AnalysisCompleted completed) {
        return new Standing(
                standsForRepository(completed.commit(), completed.repository()),
                completed.commit().committedAt(),
                completed.requestedAt());
    }

    @Override
    public int compareTo(Standing other) {
        return ORDER.compare(this, other);
    }

    private static boolean standsForRepository(CommitRef commit, RepositoryRef repository) {
        String branch = repository.defaultBranch();
        return branch.isEmpty()
                || commit.ref().equals("HEAD")
                || commit.ref().equals(branch)
                || commit.ref().equals("refs/heads/" + branch);
    }
}
