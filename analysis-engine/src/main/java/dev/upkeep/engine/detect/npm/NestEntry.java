package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The file that {@code nest start --entryFile} runs. It lies in the folder of output, where the compiler repeats the
 * folders of the sources: so some source has a path that ends like it.
 *
 * @param path without the folder of output and without an ending
 */
record NestEntry(String path) {

    private static final Pattern OPTION = Pattern.compile("--entryFile(?:=(.+))?");
    /** Bundlers leave out the folder of sources; compilers do not. */
    private static final Pattern OF_COMPILER =
            Pattern.compile("(?:\\./)?((?:[\\w@-]+/)*src/(?:[\\w.@-]+/)*[\\w@-]+?)(?:\\.js)?");

    private static final Pattern OUTPUT = Pattern.compile("(dist|build|out|output|lib)/.*");

    static Optional<NestEntry> of(List<String> command) {
        int nest = command.indexOf("nest");
        if (nest < 0 || nest + 1 >= command.size() || !command.get(nest + 1).equals("start")) {
            return Optional.empty();
        }
        return IntStream.range(nest + 2, command.size())
                .mapToObj(at -> value(command, at))
                .flatMap(Optional::stream)
                .findFirst()
                .map(OF_COMPILER::matcher)
                .filter(Matcher::matches)
                .map(entry -> entry.group(1))
                .filter(path -> !OUTPUT.matcher(path).matches())
                .map(NestEntry::new);
    }

    private static Optional<String> value(List<String> command, int at) {
        Matcher option = OPTION.matcher(command.get(at));
        if (!option.matches()) {
            return Optional.empty();
        }
        return option.group(1) != null
                ? Optional.of(option.group(1))
                : command.stream().skip(at + 1L).findFirst();
    }

    boolean isWithoutSource(Repository repository) {
        return repository.files().stream()
                .filter(file -> Scripts.LANGUAGES.contains(file.language()))
                .map(AnalysedFile::path)
                .noneMatch(file -> ("/" + withoutEnding(file)).endsWith("/" + path));
    }

    private static String withoutEnding(String file) {
        int dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }
}
