package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the settings file of an application of Next.js says. */
public final class NextSettings {

    private NextSettings() {}

    /** Whether it holds the pattern; no where there is none. */
    public static boolean say(Repository repository, NpmPackage npm, Pattern setting) {
        return Stream.of("js", "mjs", "ts", "cjs")
                .flatMap(extension -> npm.resolve("next.config." + extension).stream())
                .flatMap(path -> repository.text(path).stream())
                .anyMatch(text -> setting.matcher(text).find());
    }
}
