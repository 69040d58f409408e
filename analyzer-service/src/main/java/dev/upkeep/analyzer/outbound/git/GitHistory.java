package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.outbound.git.TouchStore.Change;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.History.Touch;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jboss.logging.Logger;

/**
 * Which commits changed which files. Only commits that were never seen before are compared with their parents; the
 * rest comes from the store, which holds nothing that depends on a branch.
 */
final class GitHistory {

    private static final Logger LOG = Logger.getLogger(GitHistory.class);

    private final Repository repository;
    private final TouchStore store;
    private final int mostCommits;

    GitHistory(Repository repository, TouchStore store, int mostCommits) {
        this.repository = repository;
        this.store = store;
        this.mostCommits = mostCommits;
    }

    /** The past of the commit, or why it is not known. */
    History of(RevCommit head) throws IOException {
        if (!repository.getObjectDatabase().getShallowCommits().isEmpty()) {
            return new History.Unknown("the clone is shallow: it holds only the latest commits");
        }
        try (RevWalk walk = new RevWalk(repository)) {
            List<RevCommit> commits = commits(walk, head);
            if (commits.size() > mostCommits) {
                return new History.Unknown("there are more than " + mostCommits + " commits");
            }
            List<Change> changes = changes(walk, commits);
            return new History.Known(Instant.ofEpochSecond(head.getCommitTime()), commits.size(), touches(changes));
        } catch (MissingObjectException _) {
            return new History.Unknown("the clone is incomplete: some commits or folders of the past are missing");
        }
    }

    private List<RevCommit> commits(RevWalk walk, RevCommit head) throws IOException {
        walk.setRetainBody(false);
        walk.sort(RevSort.COMMIT_TIME_DESC);
        walk.markStart(walk.parseCommit(head));
        List<RevCommit> commits = new ArrayList<>();
        for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
            commits.add(commit);
            if (commits.size() > mostCommits) {
                return commits;
            }
        }
        return commits;
    }

    private List<Change> changes(RevWalk walk, List<RevCommit> commits) throws IOException {
        Map<ObjectId, Change> known = store.load();
        List<Change> changes = new ArrayList<>();
        for (RevCommit commit : commits) {
            if (commit.getParentCount() == 1) {
                changes.add(change(walk, commit, known));
            }
        }
        keep(known, changes);
        return changes;
    }

    private Change change(RevWalk walk, RevCommit commit, Map<ObjectId, Change> known) throws IOException {
        Change stored = known.get(commit);
        return stored != null ? stored : compare(walk, commit);
    }

    private Change compare(RevWalk walk, RevCommit commit) throws IOException {
        RevCommit parent = commit.getParent(0);
        walk.parseHeaders(parent);
        List<String> paths = new ArrayList<>();
        try (TreeWalk trees = new TreeWalk(walk.getObjectReader())) {
            trees.setRecursive(true);
            trees.setFilter(TreeFilter.ANY_DIFF);
            trees.addTree(parent.getTree());
            trees.addTree(commit.getTree());
            while (trees.next()) {
                paths.add(trees.getPathString());
            }
        }
        return new Change(commit.copy(), commit.getCommitTime(), paths);
    }

    /** What cannot be kept is compared again next time: a full disk costs speed only. */
    private void keep(Map<ObjectId, Change> known, List<Change> changes) {
        Map<ObjectId, Change> all = new HashMap<>(known);
        changes.forEach(change -> all.putIfAbsent(change.commit(), change));
        if (all.size() == known.size()) {
            return;
        }
        try {
            store.save(all.values());
        } catch (IOException e) {
            LOG.warnf("The history of %s is not kept: %s", repository.getDirectory(), e.getMessage());
        }
    }

    private static List<Touch> touches(List<Change> changes) {
        List<Touch> touches = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        for (Change change : changes) {
            Instant at = Instant.ofEpochSecond(change.seconds());
            for (String path : change.paths()) {
                touches.add(new Touch(names.computeIfAbsent(path, same -> same), at));
            }
        }
        touches.sort(Comparator.comparing(Touch::at).reversed());
        return touches;
    }
}
