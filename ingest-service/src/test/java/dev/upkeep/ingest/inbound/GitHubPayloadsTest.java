package dev.upkeep.ingest.inbound;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.ingest.domain.Push;
import dev.upkeep.ingest.domain.RepositoryIdentity;
import dev.upkeep.platform.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubPayloadsTest {

    private static final String COMMIT = "6113728f27ae82c7b1a177c8d03f9e96e0adf246";

    private final GitHubPayloads payloads = new GitHubPayloads();

    @Test
    void aPushSaysWhichRepositoryMovedWhereFromAndWhereTo() throws IOException {
        Push push = push("push-branch.json");
        assertThat(push.ref()).isEqualTo("refs/heads/master");
        assertThat(push.before()).isEqualTo("a10867b14bb761a232cd80139fbd4c0d33264240");
        assertThat(push.after()).isEqualTo(COMMIT);
        assertThat(push.repository().name()).isEqualTo("Codertocat/Hello-World");
        assertThat(push.repository().cloneUrl()).isEqualTo("https://github.com/Codertocat/Hello-World.git");
        assertThat(push.repository().defaultBranch()).isEqualTo("master");
        assertThat(push.repository().forge()).isEqualTo("github");
    }

    @Test
    void theIdentityIsHostAndNumberSoThatARenameKeepsIt() throws IOException {
        String renamed = text("push-branch.json").replace("Hello-World", "Brand-New");
        Push push = push(renamed.getBytes(StandardCharsets.UTF_8));
        assertThat(push.repository().name()).isEqualTo("Codertocat/Brand-New");
        assertThat(push.repository().id())
                .isEqualTo(push("push-branch.json").repository().id())
                .isEqualTo(RepositoryIdentity.onForge("github.com", 186853002));
    }

    @Test
    void aNewTagHasNoCommitBefore() throws IOException {
        Push push = push("push-new-tag.json");
        assertThat(push.ref()).isEqualTo("refs/tags/simple-tag");
        assertThat(push.before()).isNull();
        assertThat(push.after()).isEqualTo(COMMIT);
    }

    @Test
    void aDeletedBranchHasNoCommitAfter() throws IOException {
        Push push = push("push-deleted-branch.json");
        assertThat(push.before()).isEqualTo(COMMIT);
        assertThat(push.after()).isNull();
    }

    @Test
    void aDeletedRepositoryIsToldFromARenamedOne() throws IOException {
        assertThat(payloads.read("repository", bytes("repository-deleted.json")))
                .isInstanceOfSatisfying(
                        GitHubDelivery.RepositoryDeleted.class,
                        deleted -> assertThat(deleted.repository().name()).isEqualTo("Codertocat/Hello-World"));
        assertThat(payloads.read("repository", bytes("repository-renamed.json")))
                .isInstanceOf(GitHubDelivery.Ignored.class);
    }

    @Test
    void aPingIsAPingAndAnythingElseIsIgnoredWithoutBeingParsed() throws IOException {
        assertThat(payloads.read("ping", bytes("ping.json"))).isInstanceOf(GitHubDelivery.Ping.class);
        assertThat(payloads.read("star", bytes("star-created.json"))).isInstanceOf(GitHubDelivery.Ignored.class);
        assertThat(payloads.read("delete", new byte[] {1})).isInstanceOf(GitHubDelivery.Ignored.class);
    }

    @ParameterizedTest
    @CsvSource({
        "\"ref\", \"no_ref\"",
        "refs/heads/master, master",
        "\"after\", \"no_after\"",
        "6113728f27ae82c7b1a177c8d03f9e96e0adf246, --upload-pack=evil",
        "\"clone_url\", \"no_clone_url\"",
        "https://github.com/Codertocat/Hello-World.git, /etc",
        "\"repository\", \"no_repository\"",
        "'\"id\": 186853002', '\"id\": null'",
        "'\"id\": 186853002', '\"id\": \"abc\"'"
    })
    void aPushWithoutWhatGitHubAlwaysSendsIsA400(String what, String instead) throws IOException {
        byte[] body = text("push-branch.json").replace(what, instead).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> payloads.read("push", body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource({"''", "null", "[]", "{", "text"})
    void aPushThatIsNoJsonObjectIsA400(String body) {
        assertThatThrownBy(() -> payloads.read("push", body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.status()).isEqualTo(400));
    }

    private Push push(String file) throws IOException {
        return push(bytes(file));
    }

    private Push push(byte[] body) {
        return ((GitHubDelivery.Pushed) payloads.read("push", body)).push();
    }

    private static String text(String file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String file) throws IOException {
        try (InputStream payload =
                requireNonNull(GitHubPayloadsTest.class.getResourceAsStream("/github/" + file), file)) {
            return payload.readAllBytes();
        }
    }
}
