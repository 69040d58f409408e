package dev.upkeep.report.inbound.rendering;

import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** What all pages share: the style sheet, the policy that allows it and nothing else. */
public final class PageStyle {

    private static final String SHEET = sheet();

    /** The {@code Content-Security-Policy} of every page. */
    public static final String POLICY = "default-src 'none'; img-src 'self'; style-src 'sha256-" + digest(SHEET)
            + "'; base-uri 'none'; form-action 'none'";

    private PageStyle() {}

    /** Renders a page with its style. */
    public static Uni<String> render(TemplateInstance page) {
        return Uni.createFrom()
                .completionStage(() -> page.data("style", new RawString(SHEET))
                        .data("policy", POLICY)
                        .renderAsync());
    }

    private static String sheet() {
        try (InputStream stream = Objects.requireNonNull(
                PageStyle.class.getResourceAsStream("/page/style.css"), "the style sheet is in the jar")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the style sheet cannot be read", e);
        }
    }

    private static String digest(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
