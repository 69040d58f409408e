package dev.upkeep.engine.detect.npm;

import java.util.Map;
import java.util.Set;

/** Folders whose files a web framework serves as they are: nothing in them is compiled, or finds a package. */
final class ServedFolders {

    private static final Map<String, Set<String>> FRAMEWORKS = Map.of(
            "public",
            Set.of(
                    "next",
                    "vite",
                    "react-scripts",
                    "nuxt",
                    "astro",
                    "gatsby",
                    "@vue/cli-service",
                    "@remix-run/dev",
                    "@react-router/dev",
                    "@rsbuild/core"),
            "static",
            Set.of("@sveltejs/kit", "gatsby", "@docusaurus/core"));

    private ServedFolders() {}

    static boolean hold(NpmPackage npm, String path) {
        String inside =
                npm.folder().isEmpty() ? path : path.substring(npm.folder().length() + 1);
        int end = inside.indexOf('/');
        return end > 0
                && FRAMEWORKS.getOrDefault(inside.substring(0, end), Set.of()).stream()
                        .anyMatch(npm::declares);
    }
}
