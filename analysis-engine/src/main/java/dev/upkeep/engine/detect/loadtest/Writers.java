package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which scripts of the repository wrote a result file. Evidence: they name it and write files, or print all the labels of
 * its figures.
 */
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
    private static final Pattern WRITES = Pattern.compile(
            "writeFile|createWriteStream|handleSummary|json\\.dump|\\.write\\(|open\\([^)]*['\"][wa]|File::create|fs::write"
                    + "|os\\.Create|WriteFile|FileWriter|Files\\.write|to_csv|--(?:out|output|csv|summary-export|json-file)\\b"
                    + "|\\s(?:-o|-l)\\s|>>?\\s|\\btee\\s");
    /** Only such files are compared by their labels. */
    private static final Pattern NAME = Pattern.compile("(?i).*(load|stress|perf|bench|k6|locust|artillery|gatling).*");

    private static final int FEWEST_LABELS = 3;

    private Writers() {}

    /** Paths, sorted. */
    static List<String> of(Repository repository, String result, LoadTestResult figures) {
        List<String> named = naming(repository, result);
        return named.isEmpty() ? printing(repository, result, figures) : named;
    }

    private static List<String> naming(Repository repository, String result) {
        String name = Paths.name(result).replaceAll("[-_.]?\\d{4}[-_]?\\d{2}.*$", "");
        return name.length() < 4
                ? List.of()
                : scripts(repository, result)
                        .filter(path -> repository
                                .text(path)
                                .filter(text -> text.contains(name)
                                        && WRITES.matcher(text).find())
                                .isPresent())
                        .toList();
    }

    private static List<String> printing(Repository repository, String result, LoadTestResult figures) {
        List<String> lines =
                repository.text(result).stream().flatMap(text -> text.lines()).toList();
        List<String> labels = figures.figures().entrySet().stream()
                .filter(figure -> figure.getKey() != LoadTestResult.Figure.SILENT_FAILURES)
                .map(figure -> figure.getValue().line())
                .filter(line -> line <= lines.size())
                .map(line -> label(lines.get(line - 1)))
                .filter(label -> label.length() > 2)
                .distinct()
                .toList();
        return labels.size() < FEWEST_LABELS
                ? List.of()
                : scripts(repository, result)
                        .filter(path -> NAME.matcher(path).matches())
                        .filter(path -> repository
                                .text(path)
                                .filter(text -> labels.stream().allMatch(text::contains))
                                .isPresent())
                        .toList();
    }

    /** What stands before the value, without quotes and pictures around it. */
    private static String label(String line) {
        int end = line.indexOf(':');
        return end < 0 ? "" : line.substring(0, end).replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
    }

    private static Stream<String> scripts(Repository repository, String result) {
        return repository.files().stream()
                .filter(file -> LANGUAGES.contains(file.language()) && file.context() != Context.VENDORED)
                .map(AnalysedFile::path)
                .filter(path -> !path.equals(result));
    }
}
