package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.document.Paths;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a container image as Dockerfiles, compose files and workflows write it.
 *
 * @param text with registry, tag and digest
 */
public record ImageName(String text) {

    private static final Pattern WRITTEN_OUT = Pattern.compile("[a-z0-9][\\w./:-]*");
    private static final Pattern NEWEST = Pattern.compile("(latest)?");
    /** Channels and variants of Docker's own images, which have versions besides; who takes a development branch means it. */
    private static final Pattern CHANNEL = Pattern.compile("(latest|lts|current|stable|mainline)?-?(alpine|slim)?");

    private static final Pattern OFFICIAL = Pattern.compile("(docker\\.io/)?(library/)?[\\w.-]+");

    /** Their authors give no versions out: they stand in the name, or there is the newest alone. */
    private static final Pattern WITHOUT_VERSIONS = Pattern.compile("cgr\\.dev/.*|(.*/)?distroless/[\\w-]+-debian\\d+");

    /** Whether another image may bear the name tomorrow; false where a variable or a digest decides. */
    public boolean moves() {
        return WRITTEN_OUT.matcher(text).matches()
                && (OFFICIAL.matcher(untagged()).matches() ? CHANNEL : NEWEST)
                        .matcher(tag())
                        .matches()
                && !WITHOUT_VERSIONS.matcher(untagged()).matches();
    }

    /** The tag; empty without. */
    String tag() {
        return text.substring(untagged().length()).replaceFirst("^:", "");
    }

    /** All before the tag; a colon before the last slash belongs to the port of a registry. */
    String untagged() {
        return text.replaceFirst(":[^/:]*$", "");
    }

    /** What people call it. */
    String name() {
        return Paths.name(untagged());
    }

    /** A variable for its version. */
    String variable() {
        return name().toUpperCase(Locale.ROOT).replaceAll("\\W", "_") + "_VERSION";
    }

    /** The name with a version that something else gives; what the tag says of the variant stays. */
    String versioned(String version) {
        String variant = tag().replaceFirst("^[a-z]*-?(?=(alpine|slim)$)", "");
        return untagged() + ":" + version + (variant.matches("alpine|slim") ? "-" + variant : "");
    }
}
