package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.AnalysedFile;
import java.util.List;
import java.util.Set;

/**
 * A program of the repository that waits for requests.
 *
 * @param name of its package
 * @param runs what people call the programs that it is part of: names and folders of packages, names of programs
 * @param framework that listens for it
 * @param path of the file in which it begins to listen
 * @param line of that place
 * @param libraries names of all that its package declares, and the packages of the repository that it needs
 * @param sources production code of all these packages, sorted by path
 * @param programs where it is a library that others are built with: each program that holds it, with all of its own
 */
record NetworkService(
        String name,
        Set<String> runs,
        String framework,
        String path,
        int line,
        Set<String> libraries,
        List<AnalysedFile> sources,
        List<NetworkService> programs) {

    NetworkService {
        runs = Set.copyOf(runs);
        libraries = Set.copyOf(libraries);
        sources = List.copyOf(sources);
        programs = List.copyOf(programs);
    }

    /** Where it listens, for people. */
    String place() {
        return path + ":" + line;
    }
}
