package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The lists of packages that a call of pip installs. */
final class RequirementFiles {

    /** With what these need, no more than a cache takes as long to restore. */
    private static final int MOST = 3;

    private static final Pattern OPTION = Pattern.compile("-r|--requirement");
    private static final Pattern VALUE = Pattern.compile("--requirement=(.+)|-r(.+)");
    private static final Pattern NAMED = Pattern.compile("[A-Za-z0-9][\\w.-]*(?:\\[[^\\]]*\\])?\\s*(?:[<>=!~;@].*)?");

    /** One of these alone weighs tens of megabytes, or is built on the spot. */
    private static final Pattern HEAVY = Pattern.compile(
            "(?i)(?:torch|tensorflow|jax|keras|pyspark|nvidia|cupy|transformers|sentence-|spacy|opencv|numpy|scipy|pandas|polars|scikit|matplotlib|pyarrow|duckdb|playwright|ray\\b|dbt|apache-|ansible|jupyter|notebook|pyqt|pyside|mkdocs|sphinx|boto|awscli|azure|google-cloud).*|.*://.*");

    private RequirementFiles() {}

    /** Whether all files of this call are there and name a few small packages alone. */
    static boolean areShort(Repository repository, String folder, List<String> words) {
        List<String> files = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            if (OPTION.matcher(words.get(at)).matches() && at + 1 < words.size()) {
                files.add(words.get(++at));
            } else if (VALUE.matcher(words.get(at)).matches()) {
                files.add(words.get(at).replaceFirst("^(?:--requirement=|-r)", ""));
            }
        }
        List<String> packages = new ArrayList<>();
        for (String file : files) {
            Optional<String> text = Paths.resolve(folder, file).flatMap(repository::text);
            if (text.isEmpty()) {
                return false;
            }
            packages.addAll(entries(text.get()));
        }
        return !files.isEmpty()
                && packages.size() <= MOST
                && packages.stream()
                        .allMatch(each -> NAMED.matcher(each).matches()
                                && !HEAVY.matcher(each).matches());
    }

    private static List<String> entries(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("--hash"))
                .toList();
    }
}
