package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.document.Paths;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Modules that Mix, the build tool of Elixir, installs below {@code deps}, where bundlers of Phoenix applications look
 * for them.
 *
 * @param folder of the manifest
 * @param dependencies that it names
 */
record MixModules(String folder, Set<String> dependencies) {

    /** {@code {:phoenix, "~> 1.8"}}. */
    private static final Pattern DEPENDENCY = Pattern.compile("\\{:(\\w+),");
    /** The standalone binary brings these. */
    private static final Pattern TAILWIND = Pattern.compile("tailwindcss|@tailwindcss/[\\w-]+");

    static MixModules read(String folder, String manifest) {
        return new MixModules(
                folder,
                manifest.lines()
                        .filter(line -> !line.strip().startsWith("#"))
                        .flatMap(line -> DEPENDENCY.matcher(line).results())
                        .map((MatchResult found) -> found.group(1))
                        .collect(Collectors.toSet()));
    }

    boolean bring(String path, String module) {
        return Paths.isWithin(path, folder) && (dependencies.contains(module) || isMadeByOneOfThem(module));
    }

    private boolean isMadeByOneOfThem(String module) {
        return (dependencies.contains("tailwind") && TAILWIND.matcher(module).matches())
                || (dependencies.contains("phoenix_live_view") && module.equals("phoenix-colocated"));
    }
}
