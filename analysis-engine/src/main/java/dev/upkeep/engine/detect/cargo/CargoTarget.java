package dev.upkeep.engine.detect.cargo;

/**
 * Something that Cargo builds from one root file.
 *
 * @param name as in the manifest, or as Cargo derives it from the path
 * @param path of the root file, relative to the repository
 * @param line in the manifest where it is declared; 0 where Cargo finds it by its path
 * @param exists whether the root file is there
 * @param tested whether {@code cargo test} runs the unit tests in it
 */
public record CargoTarget(Kind kind, String name, String path, int line, boolean exists, boolean tested) {

    /** What a target is for. */
    public enum Kind {
        LIBRARY,
        BINARY,
        EXAMPLE,
        TEST,
        BENCHMARK,
        BUILD_SCRIPT
    }
}
