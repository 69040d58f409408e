package dev.upkeep.analyzer.outbound.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.analyzer.domain.Limits;
import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.analyzer.domain.Refusal;
import dev.upkeep.analyzer.domain.SourceAddress.Remote;
import dev.upkeep.analyzer.outbound.git.AddressRules.Allowed;
import dev.upkeep.analyzer.outbound.git.Mirrors.Wanted;
import dev.upkeep.events.AnalysisRefused.Reason;
import dev.upkeep.events.EventIds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both clients keep the same promises; the executable is part of every machine that builds. */
class MirrorsTest {

    @TempDir
    Path temporary;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestRepository origin;

    @SuppressWarnings("NullAway.Init") // set before each test
    private GitHttpServer server;

    @BeforeEach
    void serve() throws IOException {
        Path served = Files.createDirectory(temporary.resolve("served"));
        origin = TestRepository.create(served.resolve("origin.git"));
        TestRepository.create(served.resolve("empty.git")).close();
        server = GitHttpServer.of(served);
    }

    @AfterEach
    void close() {
        server.close();
        origin.close();
    }

    enum Client {
        EXECUTABLE,
        BUILT_IN;

        GitTransport transport(Path temporary) throws IOException {
            return switch (this) {
                case EXECUTABLE ->
                    new CommandLineTransport(
                            "git",
                            Files.createDirectories(temporary.resolve("empty")),
                            List.of("http"),
                            Optional.empty());
                case BUILT_IN -> new BuiltInTransport(Set.of("http"));
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void branchesTagsAndTheHeadArrive(Client client) throws IOException {
        ObjectId first = origin.file("a", "1").commit("main");
        origin.point("refs/tags/v1", first);
        publish();

        try (Repository mirror = Repositories.open(mirror(client, wanted("HEAD", null)))) {
            assertThat(mirror.resolve("refs/heads/main")).isEqualTo(first);
            assertThat(mirror.resolve("refs/tags/v1")).isEqualTo(first);
            assertThat(mirror.getFullBranch()).isEqualTo("refs/heads/main");
            assertThat(mirror.isBare()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPushIsFetchedAndADeletedBranchGoes(Client client) throws IOException {
        ObjectId first = origin.file("a", "1").commit("main");
        origin.point("refs/heads/old", first);
        publish();
        mirror(client, wanted("HEAD", null));
        ObjectId second = origin.file("a", "2").commit("main", first);
        origin.delete("refs/heads/old");
        publish();

        try (Repository mirror = Repositories.open(mirror(client, wanted("refs/heads/main", second.name())))) {
            assertThat(mirror.resolve("refs/heads/main")).isEqualTo(second);
            assertThat(mirror.exactRef("refs/heads/old")).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCommitThatIsHereCostsNoRequest(Client client) throws IOException {
        ObjectId first = origin.file("a", "1").commit("main");
        publish();
        mirror(client, wanted("HEAD", null));
        int before = server.requests();

        mirror(client, wanted("refs/heads/main", first.name()));

        assertThat(server.requests()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void aRepositoryWithoutCommitsArrivesEmpty(Client client) throws IOException {
        update(temporary.resolve("served/empty.git"));

        try (Repository mirror = Repositories.open(
                mirror(client, new Wanted("id", address(server.url("/files/empty.git")), "HEAD", null)))) {
            assertThat(mirror.getRefDatabase().getRefs()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachFailureHasItsReasonAndLeavesNoMirrorBehind(Client client) throws IOException {
        assertRefused(client, server.url("/private/a.git"), Reason.CREDENTIALS_NEEDED);
        assertRefused(client, server.url("/files/none.git"), Reason.NOT_FOUND);
        assertRefused(client, server.url("/page/a.git"), Reason.NOT_A_REPOSITORY);
        assertRefused(client, server.url("/moved/origin.git"), Reason.ADDRESS_NOT_ALLOWED);
        assertRefused(client, "http://127.0.0.1:" + closedPort() + "/a.git", Reason.HOST_UNREACHABLE);
        try (Stream<Path> left = Files.list(temporary.resolve("mirrors"))) {
            assertThat(left).allMatch(file -> file.toString().endsWith(".lock"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatNeverAnswersIsGivenUp(Client client) throws IOException {
        Limits hasty = new Limits(
                10, 10, 10, 1_000_000, 10, Duration.ofMillis(800), Duration.ofMillis(400), Duration.ofSeconds(5));

        assertThat(new Mirrors(temporary.resolve("mirrors"), client.transport(temporary), hasty)
                        .bring(new Wanted("id", address(server.url("/slow/a.git")), "HEAD", null)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(Reason.TOO_SLOW));
    }

    @ParameterizedTest
    @EnumSource
    void twoAnalysersAtOnceMakeOneMirror(Client client) throws IOException {
        origin.file("a", "1").commit("main");
        publish();

        List<CompletableFuture<Path>> both = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> unchecked(client, wanted("HEAD", null))))
                .limit(2)
                .toList();

        assertThat(both)
                .extracting(CompletableFuture::join)
                .containsOnly(temporary.resolve("mirrors/" + EventIds.of("id") + ".git"));
    }

    private Path unchecked(Client client, Wanted wanted) {
        try {
            return mirror(client, wanted);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path mirror(Client client, Wanted wanted) throws IOException {
        return switch (mirrors(client).bring(wanted)) {
            case Outcome.Done<Path>(Path mirror) -> mirror;
            case Outcome.Refused<Path>(Refusal refusal) -> throw new AssertionError(refusal);
        };
    }

    private void assertRefused(Client client, String url, Reason reason) throws IOException {
        Outcome<Path> outcome = mirrors(client).bring(new Wanted("id", address(url), "HEAD", null));
        assertThat(outcome)
                .as(url)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().reason())
                                .as(refused.refusal().detail())
                                .isEqualTo(reason));
    }

    private Mirrors mirrors(Client client) throws IOException {
        return new Mirrors(temporary.resolve("mirrors"), client.transport(temporary), TestLimits.WIDE);
    }

    private Wanted wanted(String ref, @Nullable String commit) {
        return new Wanted("id", address(server.url("/files/origin.git")), ref, commit);
    }

    private static Allowed address(String url) {
        int port = URI.create(url).getPort();
        return new Allowed(new Remote(url, "http", "127.0.0.1", port), List.of(InetAddress.ofLiteral("127.0.0.1")));
    }

    /** Plain files need a list of what is there. */
    private void publish() throws IOException {
        update(origin.folder());
    }

    private static void update(Path repository) throws IOException {
        LimitedProcess.run(
                new ProcessBuilder("git", "--git-dir", repository.toString(), "update-server-info"),
                Duration.ofSeconds(20),
                () -> false);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
