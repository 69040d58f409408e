package dev.upkeep.ingest.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.upkeep.events.RepositoryRef;
import dev.upkeep.ingest.domain.Push;
import dev.upkeep.ingest.domain.RepositoryIdentity;
import dev.upkeep.platform.http.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From GitHub's JSON to what it says. Read without a tree: a push may list thousands of commits, of which nothing is
 * used, because the commits are read from the repository itself.
 */
final class GitHubPayloads {

    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private final JsonMapper mapper = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * What the delivery says.
     *
     * @param event the value of {@code X-GitHub-Event}
     * @throws ProblemException 400 where the body is not what GitHub sends for that event
     */
    GitHubDelivery read(String event, byte[] body) {
        return switch (event) {
            case "ping" -> new GitHubDelivery.Ping();
            case "push" -> push(parse(body, PushPayload.class));
            case "repository" -> repository(parse(body, RepositoryPayload.class));
            default -> new GitHubDelivery.Ignored();
        };
    }

    private GitHubDelivery push(PushPayload payload) {
        String ref = required(payload.ref(), "/ref");
        if (!ref.startsWith("refs/")) {
            throw ProblemException.invalid("/ref", "A push names its ref in full, such as refs/heads/main.");
        }
        return new GitHubDelivery.Pushed(Push.of(
                reference(payload.repository()),
                ref,
                objectId(payload.before(), "/before"),
                objectId(payload.after(), "/after")));
    }

    private GitHubDelivery repository(RepositoryPayload payload) {
        return "deleted".equals(payload.action())
                ? new GitHubDelivery.RepositoryDeleted(reference(payload.repository()))
                : new GitHubDelivery.Ignored();
    }

    private static RepositoryRef reference(@Nullable Repository payload) {
        Repository repository = required(payload, "/repository");
        String cloneUrl = required(repository.cloneUrl(), "/repository/clone_url");
        long number = required(repository.id(), "/repository/id");
        return new RepositoryRef(
                RepositoryIdentity.onForge(host(cloneUrl), number),
                required(repository.fullName(), "/repository/full_name"),
                cloneUrl,
                "github",
                repository.defaultBranch() == null ? "" : repository.defaultBranch());
    }

    private static String host(String cloneUrl) {
        try {
            String host = new URI(cloneUrl).getHost();
            return required(host, "/repository/clone_url").toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            throw ProblemException.invalid("/repository/clone_url", "This is no address: " + e.getReason());
        }
    }

    private static String objectId(@Nullable String text, String pointer) {
        String id = required(text, pointer);
        if (!OBJECT_ID.matcher(id).matches()) {
            throw ProblemException.invalid(pointer, "This is no object id of 40 or 64 hexadecimal digits.");
        }
        return id;
    }

    private static <T> T required(@Nullable T value, String pointer) {
        if (value == null) {
            throw ProblemException.invalid(pointer, "GitHub's payload has this, the body does not.");
        }
        return value;
    }

    private <T> T parse(byte[] body, Class<T> type) {
        try {
            return required(mapper.readValue(body, type), "");
        } catch (JsonProcessingException e) {
            throw new ProblemException(400, "The body does not parse", e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
        }
    }

    record PushPayload(
            @Nullable String ref,
            @Nullable String before,
            @Nullable String after,
            @Nullable Repository repository) {}

    record RepositoryPayload(
            @Nullable String action, @Nullable Repository repository) {}

    record Repository(
            @Nullable Long id,
            @Nullable String fullName,
            @Nullable String cloneUrl,
            @Nullable String defaultBranch) {}
}
