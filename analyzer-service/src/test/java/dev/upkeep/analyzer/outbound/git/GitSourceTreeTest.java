package dev.upkeep.analyzer.outbound.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.upkeep.analyzer.domain.Limits;
import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceEntry.Kind;
import dev.upkeep.engine.source.SourceTree;
import dev.upkeep.events.AnalysisRefused.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSourceTreeTest {

    @TempDir
    Path temporary;

    @Test
    void everyEntryIsListedByPathAndOnlyFilesAreReadable() throws IOException {
        try (TestRepository repository = TestRepository.create(temporary)) {
            repository
                    .file("src/b.rs", "b")
                    .file("a.txt", "alpha")
                    .file("run.sh", "#!".getBytes(StandardCharsets.UTF_8), FileMode.EXECUTABLE_FILE)
                    .file("link", "/etc/passwd".getBytes(StandardCharsets.UTF_8), FileMode.SYMLINK)
                    .entry("vendor/lib", ObjectId.fromString("1".repeat(40)), FileMode.GITLINK);
            SourceTree tree = tree(repository, TestLimits.WIDE);

            assertThat(tree.entries())
                    .extracting(SourceEntry::path, SourceEntry::kind, SourceEntry::size)
                    .containsExactly(
                            tuple("a.txt", Kind.FILE, 5L),
                            tuple("link", Kind.SYMLINK, 0L),
                            tuple("run.sh", Kind.EXECUTABLE, 2L),
                            tuple("src/b.rs", Kind.FILE, 1L),
                            tuple("vendor/lib", Kind.SUBMODULE, 0L));
            assertThat(tree.read(tree.entries().getFirst())).asString().isEqualTo("alpha");
            assertThatThrownBy(() -> tree.read(tree.entries().get(1))).hasMessage("not a file");
            assertThat(tree.target(tree.entries().get(1))).contains("/etc/passwd");
            assertThat(tree.target(tree.entries().getFirst())).isEmpty();
        }
    }

    @Test
    void aNewlineInANameAndBytesThatAreNoUtf8ArriveAsTheyAre() throws IOException {
        try (TestRepository repository = TestRepository.create(temporary)) {
            byte[] latin1 = {'c', 'a', 'f', (byte) 0xe9};
            repository.file("two\nlines.txt", latin1, FileMode.REGULAR_FILE);
            SourceTree tree = tree(repository, TestLimits.WIDE);

            assertThat(tree.entries().getFirst().path()).isEqualTo("two\nlines.txt");
            assertThat(tree.read(tree.entries().getFirst())).isEqualTo(latin1);
        }
    }

    @Test
    void aFileAboveTheLimitIsListedWithItsSizeAndNotRead() throws IOException {
        try (TestRepository repository = TestRepository.create(temporary)) {
            repository.file("large.bin", new byte[50_000_000], FileMode.REGULAR_FILE);
            SourceTree tree = tree(repository, TestLimits.WIDE);

            assertThat(tree.entries().getFirst().size()).isEqualTo(50_000_000);
            assertThatThrownBy(() -> tree.read(tree.entries().getFirst()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("larger than 1000000 bytes");
        }
    }

    @Test
    void contentThatAPartialCloneLacksIsSaidToBeMissing() throws IOException {
        try (TestRepository repository = TestRepository.create(temporary)) {
            repository.entry("promised.txt", ObjectId.fromString("2".repeat(40)), FileMode.REGULAR_FILE);
            SourceTree tree = tree(repository, TestLimits.WIDE);

            assertThatThrownBy(() -> tree.read(tree.entries().getFirst()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("its content is not in this clone");
        }
    }

    @Test
    void aCommitWithTooManyFilesIsRefused() throws IOException {
        try (TestRepository repository = TestRepository.create(temporary)) {
            repository.file("a", "1").file("b", "2").file("c", "3");

            assertThat(open(repository, TestLimits.with(2, 10)))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.refusal().reason()).isEqualTo(Reason.TOO_LARGE));
        }
    }

    private static SourceTree tree(TestRepository repository, Limits limits) throws IOException {
        return switch (open(repository, limits)) {
            case Outcome.Done<SourceTree>(SourceTree tree) -> tree;
            case Outcome.Refused<SourceTree>(var refusal) -> throw new AssertionError(refusal);
        };
    }

    private static Outcome<SourceTree> open(TestRepository repository, Limits limits) throws IOException {
        ObjectId commit = repository.commit("main");
        try (RevWalk walk = new RevWalk(repository.repository())) {
            return GitSourceTree.of(repository.repository(), walk.parseCommit(commit), limits);
        }
    }
}
