package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Manifests;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether code could answer Prometheus: a manifest that names anything with metrics, a route of that name, or text in
 * that format. Asked in any language, and rather yes than no.
 */
final class ServedMetrics {

    private static final Set<Language> CODE =
            Language.ofProgramsAnd(Language.TEXT, Language.DOCKERFILE, Language.SHELL, Language.HTML);
    private static final Pattern DECLARED = Pattern.compile(
            "(?i)prom(etheus|-client|-bundle)|micrometer|actuator|opentelemetry|otel|metrics|statsd|telemetry|apm|dd-trace|newrelic|swagger-stats");
    private static final Pattern WRITTEN =
            Pattern.compile("(?i)prometheus|promhttp|micrometer|[\"'`/\\s]metrics[\"'`/\\s,;)]|# (HELP|TYPE) ");

    private ServedMetrics() {}

    /**
     * Whether there is code in the folder, all of it can be read, and nothing in it looks like that.
     *
     * @param folder empty for the whole repository
     * @param path of the request, such as {@code /metrics}
     */
    static boolean isAbsent(Repository repository, String folder, String path) {
        String end = path.substring(path.lastIndexOf('/') + 1).replaceFirst("[?].*", "");
        boolean declared = repository.model(Manifests.MODEL).all().stream()
                .filter(each -> Paths.isWithin(each.path(), folder))
                .anyMatch(each -> DECLARED.matcher(each.text()).find());
        boolean code = repository.files().stream().anyMatch(file -> isCode(file, folder) && isProgram(file));
        return !declared
                && code
                && repository.files().stream()
                        .filter(file -> isCode(file, folder))
                        .noneMatch(file -> repository
                                .text(file.path())
                                .filter(text -> WRITTEN.matcher(text).find() || names(text, end))
                                .isPresent());
    }

    private static boolean names(String text, String end) {
        return !end.isEmpty() && !end.equals("metrics") && text.contains(end);
    }

    private static boolean isCode(AnalysedFile file, String folder) {
        return Paths.isWithin(file.path(), folder)
                && CODE.contains(file.language())
                && (file.context() == Context.PRODUCTION || file.context() == Context.SCRIPT);
    }

    private static boolean isProgram(AnalysedFile file) {
        return file.context() == Context.PRODUCTION
                && file.language() != Language.TEXT
                && file.language() != Language.DOCKERFILE
                && file.language() != Language.SHELL;
    }
}
