package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.facts.FileFacts.Link;

/**
 * Imports that a framework takes apart: Next.js rewrites {@code import { debounce } from "lodash"} to {@code
 * lodash/debounce} by itself ({@code modularizeImports} in its own settings).
 */
public final class SplitImports {

    private SplitImports() {}

    /** Whether only the named parts reach the bundle. */
    public static boolean covers(NpmPackage npm, Link link) {
        return link.target().equals("lodash")
                && npm.declares("next")
                && !link.names().isEmpty()
                && link.names().stream().noneMatch(name -> name.equals("default") || name.startsWith("*"));
    }
}
