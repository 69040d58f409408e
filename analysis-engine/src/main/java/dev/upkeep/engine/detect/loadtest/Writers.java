package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which load-test scripts of the repository name a result file. */
final class Writers {

    private static final Set<Language> LANGUAGES = Set.of(
            Language.JAVASCRIPT,
            Language.TYPESCRIPT,
            Language.PYTHON,
            Language.SHELL,
            Language.RUST,
            Language.GO,
            Language.JAVA,
            Language.YAML);
    /** Only such files are opened. */
    private static final Pattern NAME = Pattern.compile("(?i).*(load|stress|perf|bench|k6|locust|artillery|gatling).*");

    private Writers() {}

    /** Paths, sorted. */
    static List<String> of(Repository repository, String result) {
        String name = Paths.name(result).replaceAll("[-_]?\\d{4}[-_]?\\d{2}.*$", "");
        return name.length() < 4
                ? List.of()
                : repository.files().stream()
                        .filter(file -> LANGUAGES.contains(file.language()))
                        .map(AnalysedFile::path)
                        .filter(path -> NAME.matcher(path).matches() && !path.equals(result))
                        .filter(path -> repository
                                .text(path)
                                .filter(text -> text.contains(name))
                                .isPresent())
                        .toList();
    }
}
