package dev.upkeep.analyzer.outbound.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.analyzer.application.OpenedRepository;
import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.analyzer.domain.Refusal;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.events.AnalysisRefused.Reason;
import dev.upkeep.events.RepositoryRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositorySourceTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    Path temporary;

    @Test
    void aWorkTreeIsReadAtItsHeadAndNotAsItLies() throws IOException {
        Path work = workTree();
        Files.writeString(work.resolve("a.txt"), "not committed");

        try (OpenedRepository opened = opened(work, "HEAD")) {
            assertThat(opened.commit().ref()).isEqualTo("HEAD");
            assertThat(opened.commit().sha()).hasSize(40);
            assertThat(opened.tree().read(opened.tree().entries().getFirst()))
                    .asString()
                    .isEqualTo("committed");
            assertThat(opened.history()).isInstanceOf(History.Known.class);
        }
    }

    @Test
    void nothingIsWrittenToALocalRepository() throws IOException {
        Path work = workTree();
        Map<String, FileTime> before = everythingIn(work);

        try (OpenedRepository opened = opened(work, "HEAD")) {
            opened.tree().read(opened.tree().entries().getFirst());
            opened.history();
        }

        assertThat(everythingIn(work)).isEqualTo(before);
    }

    @Test
    void aLinkedWorkTreeIsReadAtItsOwnHead() throws IOException {
        Path work = workTree();
        Path linked = temporary.resolve("linked");
        git(work, "worktree", "add", "-q", "-b", "other", linked.toString());
        Files.writeString(linked.resolve("only-there.txt"), "1");
        git(linked, "add", ".");
        git(linked, "commit", "-q", "-m", "two");

        assertThat(paths(linked, "HEAD")).containsExactly("a.txt", "only-there.txt");
        assertThat(paths(work, "HEAD")).containsExactly("a.txt");
    }

    @Test
    void refsAreFoundByTheirShortAndTheirFullNamesAndCommitsByTheirIds() throws IOException {
        try (TestRepository repository = TestRepository.create(temporary.resolve("bare.git"))) {
            ObjectId first = repository.file("a", "1").commit("main");
            ObjectId second = repository.file("b", "1").commit("topic/x", first);
            repository.point("refs/tags/v1", first);

            assertThat(sha(repository, "main", null)).isEqualTo(first.name());
            assertThat(sha(repository, "refs/heads/topic/x", null)).isEqualTo(second.name());
            assertThat(sha(repository, "v1", null)).isEqualTo(first.name());
            assertThat(sha(repository, second.name().substring(0, 10), null)).isEqualTo(second.name());
            assertThat(sha(repository, "refs/heads/topic/x", first.name())).isEqualTo(first.name());
        }
    }

    @Test
    void anUnknownRefIsRefusedWithTheNearestThatExist() throws IOException {
        try (TestRepository repository = TestRepository.create(temporary.resolve("bare.git"))) {
            ObjectId first = repository.file("a", "1").commit("main");
            repository.point("refs/heads/release", first);

            Refusal refusal = refusal(repository.folder(), "mian");

            assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_REF);
            assertThat(refusal.detail()).contains("'mian'", "main, release");
            assertThat(refusal(repository.folder(), "HEAD~1").reason()).isEqualTo(Reason.UNKNOWN_REF);
        }
    }

    @Test
    void aCommitThatIsGoneIsRefusedAndNotReplacedByAnother() throws IOException {
        try (TestRepository repository = TestRepository.create(temporary.resolve("bare.git"))) {
            repository.file("a", "1").commit("main");
            Outcome<OpenedRepository> outcome =
                    source(true).open(repository(repository.folder()), "refs/heads/main", "1".repeat(40));

            assertThat(refused(outcome).reason()).isEqualTo(Reason.UNKNOWN_REF);
            assertThat(refused(outcome).detail()).contains("forced push");
        }
    }

    @Test
    void aRepositoryWithoutCommitsIsRefused() throws IOException {
        TestRepository.create(temporary.resolve("bare.git")).close();

        assertThat(refusal(temporary.resolve("bare.git"), "HEAD").reason()).isEqualTo(Reason.EMPTY_REPOSITORY);
    }

    @Test
    void whatIsNoFolderOrNoRepositoryIsRefused() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "1");
        Path broken = temporary.resolve("broken");
        Files.createDirectories(broken.resolve(".git"));

        assertThat(refusal(temporary.resolve("none"), "HEAD").reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(file, "HEAD").reason()).isEqualTo(Reason.NOT_A_REPOSITORY);
        assertThat(refusal(broken, "HEAD").reason()).isEqualTo(Reason.NOT_A_REPOSITORY);
    }

    @Test
    void aDamagedRepositoryIsRefusedWithWhatToDo() throws IOException {
        try (TestRepository repository = TestRepository.create(temporary.resolve("bare.git"))) {
            ObjectId commit = repository.file("a", "1").commit("main");
            String id = commit.name();
            Files.delete(repository.folder().resolve("objects/" + id.substring(0, 2) + "/" + id.substring(2)));

            assertThat(refusal(repository.folder(), "main").detail()).isNotBlank();
        }
    }

    @Test
    void aFolderWithoutGitIsReadAsItIs() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("plain"));
        Files.writeString(folder.resolve("a.txt"), "1");

        try (OpenedRepository opened = opened(folder, "HEAD")) {
            assertThat(opened.commit().sha()).startsWith("tree-");
            assertThat(opened.commit().committedAt()).isEqualTo(NOW);
            assertThat(opened.history()).isInstanceOf(History.Unknown.class);
            assertThat(opened.tree().entries()).hasSize(1);
        }
        assertThat(refusal(folder, "main").reason()).isEqualTo(Reason.UNKNOWN_REF);
    }

    @Test
    void localFoldersAreReadOnlyWhereTheOperatorAllowsIt() throws IOException {
        Outcome<OpenedRepository> outcome = source(false).open(repository(workTree()), "HEAD", null);

        assertThat(refused(outcome).reason()).isEqualTo(Reason.ADDRESS_NOT_ALLOWED);
    }

    private Path workTree() throws IOException {
        Path work = Files.createDirectory(temporary.resolve("work"));
        git(work, "init", "-q", "-b", "main");
        Files.writeString(work.resolve("a.txt"), "committed");
        git(work, "add", ".");
        git(work, "commit", "-q", "-m", "one");
        return work;
    }

    private static void git(Path folder, String... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of("git", "-c", "user.name=A", "-c", "user.email=a@example.org"), Stream.of(arguments))
                .toList();
        LimitedProcess.Result result = LimitedProcess.run(
                new ProcessBuilder(command).directory(folder.toFile()), Duration.ofSeconds(30), () -> false);
        assertThat(result.status()).as(result.errors()).isZero();
    }

    private static Map<String, FileTime> everythingIn(Path folder) throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                times.put(folder.relativize(file).toString(), Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    private List<String> paths(Path folder, String ref) throws IOException {
        try (OpenedRepository opened = opened(folder, ref)) {
            return opened.tree().entries().stream().map(SourceEntry::path).toList();
        }
    }

    private String sha(TestRepository repository, String ref, @Nullable String commit) throws IOException {
        Outcome<OpenedRepository> outcome = source(true).open(repository(repository.folder()), ref, commit);
        try (OpenedRepository opened = done(outcome)) {
            return opened.commit().sha();
        }
    }

    private OpenedRepository opened(Path folder, String ref) throws IOException {
        return done(source(true).open(repository(folder), ref, null));
    }

    private Refusal refusal(Path folder, String ref) throws IOException {
        return refused(source(true).open(repository(folder), ref, null));
    }

    private static OpenedRepository done(Outcome<OpenedRepository> outcome) {
        return switch (outcome) {
            case Outcome.Done<OpenedRepository>(OpenedRepository opened) -> opened;
            case Outcome.Refused<OpenedRepository>(Refusal refusal) -> throw new AssertionError(refusal);
        };
    }

    private static Refusal refused(Outcome<OpenedRepository> outcome) {
        return switch (outcome) {
            case Outcome.Done<OpenedRepository>(OpenedRepository opened) -> throw new AssertionError(opened);
            case Outcome.Refused<OpenedRepository>(Refusal refusal) -> refusal;
        };
    }

    private GitRepositorySource source(boolean localAllowed) {
        Mirrors mirrors =
                new Mirrors(temporary.resolve("mirrors"), new BuiltInTransport(Set.of("https")), TestLimits.WIDE);
        return new GitRepositorySource(
                mirrors,
                new AddressRules(false),
                localAllowed,
                temporary.resolve("histories"),
                TestLimits.WIDE,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static RepositoryRef repository(Path folder) {
        return new RepositoryRef("id", "name", folder.toString(), "local", "");
    }
}
