package dev.upkeep.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {

    /** The values that GitHub's documentation gives for testing an implementation. */
    private static final String SECRET = "It's a Secret to Everybody";

    private static final byte[] BODY = "Hello, World!".getBytes(StandardCharsets.UTF_8);
    private static final String DIGITS = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    @Test
    void gitHubsOwnExampleIsAccepted() {
        assertThat(WebhookSignature.matches("sha256=" + DIGITS, BODY, List.of(SECRET)))
                .isTrue();
    }

    @Test
    void duringARotationBothSecretsAreAccepted() {
        assertThat(WebhookSignature.matches("sha256=" + DIGITS, BODY, List.of("the new one", SECRET)))
                .isTrue();
    }

    @Test
    void anotherSecretOrAnotherBodyIsRefused() {
        assertThat(WebhookSignature.matches("sha256=" + DIGITS, BODY, List.of("it's a secret")))
                .isFalse();
        assertThat(WebhookSignature.matches("sha256=" + DIGITS, new byte[] {'H'}, List.of(SECRET)))
                .isFalse();
        assertThat(WebhookSignature.matches("sha256=" + DIGITS, BODY, List.of()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256=",
                DIGITS,
                "sha1=" + DIGITS,
                "sha256=" + DIGITS + "00",
                "sha256=757107ea",
                "sha256=not hexadecimal",
                "SHA256=" + DIGITS
            })
    void whatIsNoSuchSignatureIsRefused(String header) {
        assertThat(WebhookSignature.matches(header, BODY, List.of(SECRET))).isFalse();
    }
}
