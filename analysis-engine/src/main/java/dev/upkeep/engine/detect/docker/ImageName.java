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

    /** The version of what the image is built on; of a language's image it says nothing about the language. */
    private static final String SYSTEM = "(?:buster|bullseye|bookworm|trixie|focal|jammy|noble)";

    private static final Pattern VARIANT = Pattern.compile("(?:slim-)?" + SYSTEM + "|" + SYSTEM + "-slim");
    private static final Pattern IS_SYSTEM = Pattern.compile("debian|ubuntu|buildpack-deps");

    private static final Pattern OFFICIAL = Pattern.compile("(docker\\.io/)?(library/)?[\\w.-]+");

    /** Their authors give no versions out: they stand in the name, or there is the newest alone, as of what one builds oneself. */
    private static final Pattern WITHOUT_VERSIONS =
            Pattern.compile("cgr\\.dev/.*|localhost(:\\d+)?/.*|(.*/)?distroless/[\\w-]+-debian\\d+");

    /** Whether another image may bear the name tomorrow; false where a variable or a digest decides. */
    public boolean moves() {
        return WRITTEN_OUT.matcher(text).matches()
                && (OFFICIAL.matcher(untagged()).matches()
                        ? isChannel()
                        : NEWEST.matcher(tag()).matches())
                && !WITHOUT_VERSIONS.matcher(untagged()).matches();
    }

    private boolean isChannel() {
        return CHANNEL.matcher(tag()).matches()
                || (VARIANT.matcher(tag()).matches()
                        && !IS_SYSTEM.matcher(name()).matches());
    }

    /** The tag; empty without. */
    String tag() {
        return text.substring(untagged().length()).replaceFirst("^:", "");
    }

    /** All before the tag; a colon before the last slash belongs to the port of a registry. */
    String untagged() {
        return text.replaceFirst(":[^/:]*$", "");
    }

    /** Its last two parts, {@code owner/name}. */
    String ofOwner() {
        return text.contains("/") ? Paths.name(Paths.folder(untagged())) + "/" + name() : "";
    }

    /** The host that keeps it, where owner and name follow; empty without. */
    String registry() {
        String[] parts = text.split("/", -1);
        return parts.length == 3 && parts[0].contains(".") ? parts[0] : "";
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
        boolean kept =
                variant.matches("alpine|slim") || VARIANT.matcher(variant).matches();
        return untagged() + ":" + version + (kept ? "-" + variant : "");
    }
}
