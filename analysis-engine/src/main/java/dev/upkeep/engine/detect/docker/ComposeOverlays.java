package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compose files that every command which names them lays over another one ({@code -f FIRST -f THIS}): Docker looks for all
 * paths from the folder of the first.
 *
 * @param bases the folder of the first file, by the path of a later one
 */
record ComposeOverlays(Map<String, String> bases) {

    static final Model<ComposeOverlays> MODEL = new Model<>("compose-overlays", ComposeOverlays::read);

    private static final Pattern COMMAND = Pattern.compile("\\bdocker[ -]compose\\b([^\\n|;&]*)");
    private static final Pattern FILE = Pattern.compile("\\s(?:-f|--file)(?:=|\\s+)[\"']?([^\\s\"']+)");

    /** The folder from which the paths of this file lead. */
    String base(String path) {
        return bases.getOrDefault(path, Paths.folder(path));
    }

    private static ComposeOverlays read(Repository repository) {
        Map<String, String> bases = new TreeMap<>();
        Set<String> first = new HashSet<>();
        repository.files().stream()
                .filter(LocalImages::holdsCommands)
                .flatMap(file -> commands(repository, file))
                .filter(files -> !files.isEmpty())
                .forEach(files -> {
                    first.add(files.getFirst());
                    files.stream().skip(1).forEach(later -> bases.put(later, Paths.folder(files.getFirst())));
                });
        bases.keySet().removeAll(first);
        return new ComposeOverlays(Map.copyOf(bases));
    }

    /** The files that each command of a text names, in order. */
    private static Stream<List<String>> commands(Repository repository, AnalysedFile file) {
        String folder = Paths.folder(file.path());
        return repository.text(file.path()).filter(text -> text.contains("compose")).stream()
                .flatMap(text -> COMMAND.matcher(text.replace("\\\n", " ")).results())
                .map(command -> FILE.matcher(command.group(1))
                        .results()
                        .flatMap(named -> place(repository, folder, named.group(1)).stream())
                        .toList());
    }

    /** A script is started from its own folder or from the root, or goes to the folder above its own. */
    private static Optional<String> place(Repository repository, String folder, String named) {
        return Stream.of(folder, Paths.folder(folder), "")
                .flatMap(from -> Paths.resolve(from, named).stream())
                .filter(path -> repository.file(path).isPresent())
                .findFirst();
    }
}
