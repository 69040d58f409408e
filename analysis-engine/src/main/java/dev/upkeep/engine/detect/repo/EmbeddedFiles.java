package dev.upkeep.engine.detect.repo;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.PathPattern;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files that sources of the repository take in by their path, so that they do not build, or show, without them.
 *
 * @param takers the sources by what they take, a file or a folder
 * @param patterns of those who name many at once
 */
record EmbeddedFiles(Map<String, Set<String>> takers, List<Taking> patterns) {

    static final Model<EmbeddedFiles> MODEL = new Model<>("repo.embedded-files", EmbeddedFiles::read);

    private static final List<String> KINDS = List.of("include", "include_str", "include_bytes", EmbedFacts.KIND);

    /** One source that takes whatever fits. */
    record Taking(String taker, Pattern pattern) {}

    private static EmbeddedFiles read(Repository repository) {
        Map<String, Set<String>> takers = new HashMap<>();
        List<Taking> patterns = new ArrayList<>();
        for (String kind : KINDS) {
            for (AnalysedFile file : repository.linking(kind)) {
                if (file.context() == Context.VENDORED || file.context() == Context.GENERATED) {
                    continue;
                }
                file.facts().links().stream()
                        .filter(link -> link.kind().equals(kind))
                        .flatMap(link -> target(repository, file.path(), link).stream())
                        .forEach(target -> {
                            if (target.contains("*")) {
                                patterns.add(new Taking(file.path(), PathPattern.of(target)));
                            } else {
                                takers.computeIfAbsent(target, path -> new HashSet<>())
                                        .add(file.path());
                            }
                        });
            }
        }
        return new EmbeddedFiles(Map.copyOf(takers), List.copyOf(patterns));
    }

    private static Optional<String> target(Repository repository, String source, Link link) {
        boolean ofPackage = "package".equals(link.attributes().get(EmbedFacts.FROM));
        String folder = ofPackage ? packageFolder(repository, source) : Paths.folder(source);
        return Paths.resolve(folder, link.target().replaceFirst("^/+", ""));
    }

    private static String packageFolder(Repository repository, String source) {
        String folder = Paths.folder(source);
        while (!folder.isEmpty() && !repository.exists(folder + "/Cargo.toml")) {
            folder = Paths.folder(folder);
        }
        return folder;
    }

    /** The sources that take this file in, itself or with a folder around it. */
    Stream<String> takersOf(String path) {
        Stream<String> named = Stream.iterate(path, at -> !at.isEmpty(), Paths::folder)
                .flatMap(at -> takers.getOrDefault(at, Set.of()).stream());
        Stream<String> fitting = patterns.stream()
                .filter(taking -> taking.pattern().matcher(path).matches())
                .map(Taking::taker);
        return Stream.concat(named, fitting);
    }
}
