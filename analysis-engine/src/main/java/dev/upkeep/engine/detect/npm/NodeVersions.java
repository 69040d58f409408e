package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a package, and those around it, say of the versions of Node.js that it is worked on with: {@code engines} and
 * {@code volta} of manifests, and files that version managers read.
 *
 * @param ranges each as it is told, in the order of the folders
 */
record NodeVersions(List<EngineRange> ranges) {

    private static final List<String> FILES = List.of(".nvmrc", ".node-version");
    private static final Pattern EXACT = Pattern.compile("v?(\\d+(\\.\\d+){1,2})");
    /** The latest of a line, for which a manager asks. */
    private static final Pattern LINE = Pattern.compile("v?(\\d+)(\\.x)?");

    private static final Pattern LATEST = Pattern.compile("node|stable|current|latest|lts(/(\\*|jod|krypton))?");

    static NodeVersions of(Repository repository, Optional<NpmPackage> npm) {
        return new NodeVersions(npm.stream()
                .flatMap(repository.model(NpmWorkspace.MODEL)::withEnclosing)
                .flatMap(each -> Stream.concat(inManifest(each), inFiles(repository, each.folder())))
                .toList());
    }

    /** Whether one of them lets in nothing that is older than the other range. */
    boolean startWithin(EngineRange other) {
        return ranges.stream().anyMatch(range -> range.startsWithin(other));
    }

    private static Stream<EngineRange> inManifest(NpmPackage npm) {
        return Stream.of("engines", "volta")
                .flatMap(section -> npm.manifest().at(section, "node").stream())
                .flatMap(value -> value.string().stream())
                .filter(written -> !written.isBlank())
                .map(EngineRange::new);
    }

    private static Stream<EngineRange> inFiles(Repository repository, String folder) {
        return FILES.stream()
                .map(name -> folder.isEmpty() ? name : folder + "/" + name)
                .flatMap(path -> repository.text(path).stream())
                .map(String::strip)
                .flatMap(NodeVersions::pinned);
    }

    private static Stream<EngineRange> pinned(String written) {
        var exact = EXACT.matcher(written);
        if (exact.matches()) {
            return Stream.of(new EngineRange(exact.group(1)));
        }
        var line = LINE.matcher(written);
        if (line.matches()) {
            return Stream.of(new EngineRange(line.group(1) + ".999.0"));
        }
        return LATEST.matcher(written).matches() ? Stream.of(new EngineRange(">=24")) : Stream.empty();
    }
}
