package dev.upkeep.analyzer.outbound.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.History.Touch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHistoryTest {

    @TempDir
    Path temporary;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestRepository repository;

    @BeforeEach
    void create() throws IOException {
        repository = TestRepository.create(temporary.resolve("r.git"));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void commitsWithOneParentCountAndMergesDoNot() throws IOException {
        ObjectId root = repository.file("a", "1").file("b", "1").commit("main");
        ObjectId left = repository.file("a", "2").commit("main", root);
        ObjectId right = repository.file("b", "2").commit("side", root);
        ObjectId merge = repository.file("c", "1").commit("main", left, right);

        assertThat(history(merge, 100))
                .isEqualTo(new History.Known(
                        TestRepository.FIRST.plusSeconds(3 * 86_400),
                        4,
                        List.of(
                                new Touch("a", TestRepository.FIRST.plusSeconds(2 * 86_400)),
                                new Touch("b", TestRepository.FIRST.plusSeconds(2 * 86_400)),
                                new Touch("a", TestRepository.FIRST.plusSeconds(86_400)))));
    }

    @Test
    void whatWasStoredGivesTheSameAnswerAsComparingAgain() throws IOException {
        ObjectId first = repository.file("a", "1").commit("main");
        ObjectId second = repository.file("a", "2").commit("main", first);
        history(second, 100);
        ObjectId third = repository.file("a", "3").commit("main", second);

        History fromStore = history(third, 100);
        Files.delete(store());

        assertThat(fromStore).isEqualTo(history(third, 100));
        assertThat(((History.Known) fromStore).touches()).hasSize(2);
    }

    @Test
    void aDamagedStoreIsReplaced() throws IOException {
        ObjectId first = repository.file("a", "1").commit("main");
        ObjectId second = repository.file("a", "2").commit("main", first);
        Files.writeString(store(), "nonsense");

        assertThat(history(second, 100)).isInstanceOf(History.Known.class);
        assertThat(new TouchStore(store()).load()).containsOnlyKeys(second);
    }

    @Test
    void aShallowCloneSaysThatItsPastIsMissing() throws IOException {
        ObjectId first = repository.file("a", "1").commit("main");
        repository.repository().getObjectDatabase().setShallowCommits(Set.of(first));

        assertThat(history(first, 100))
                .isEqualTo(new History.Unknown("the clone is shallow: it holds only the latest commits"));
    }

    @Test
    void aPastThatIsTooLongIsLeftOutWithItsReason() throws IOException {
        ObjectId first = repository.file("a", "1").commit("main");
        ObjectId second = repository.file("a", "2").commit("main", first);

        assertThat(history(second, 1)).isEqualTo(new History.Unknown("there are more than 1 commits"));
    }

    private Path store() {
        return temporary.resolve("r.touches");
    }

    private History history(ObjectId head, int mostCommits) throws IOException {
        try (RevWalk walk = new RevWalk(repository.repository())) {
            return new GitHistory(repository.repository(), new TouchStore(store()), mostCommits)
                    .of(walk.parseCommit(head));
        }
    }
}
