package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.FindingReview;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.SourceEntry;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whoever switches the linter's rule off has decided on casts in tests, where fakes need them most. Examples and
 * documentation show something else, and give only as much of a value as that needs.
 */
public final class AnyCastReview implements FindingReview {

    private static final Pattern SETTINGS =
            Pattern.compile("\\.?biome\\.jsonc?|\\.eslintrc(\\.\\w+)?|eslint\\.config\\.\\w+");
    private static final Pattern NAMES = Pattern.compile("no-?explicit-?any", Pattern.CASE_INSENSITIVE);
    private static final Pattern OFF = Pattern.compile(
            "(noExplicitAny|no-explicit-any)[\"']?\\s*:\\s*(\\[\\s*)?([\"']?off\\b|0\\b|\\{\\s*\"level\"\\s*:\\s*\"off\")");

    /** What new projects begin with is an example to nobody: it becomes their code. */
    private static final Pattern COPIED = Pattern.compile("(^|/)templates?/");

    /** By the folder of settings that name the rule: whether they switch it off. */
    private static final Model<Map<String, Boolean>> SWITCHED_OFF =
            Model.settled("script.any-switched-off", AnyCastReview::read);

    @Override
    public Set<String> rules() {
        return Set.of(AnyCast.RULE);
    }

    @Override
    public boolean stands(Draft draft, Repository repository) {
        String path = draft.location().path();
        Context context = repository.file(path).map(AnalysedFile::context).orElse(Context.PRODUCTION);
        return switch (context) {
            case EXAMPLE, DOCUMENTATION -> COPIED.matcher(path).find();
            case TEST -> !isOff(path, repository.model(SWITCHED_OFF));
            case UNREACHABLE, VENDORED, GENERATED, BENCHMARK, SCRIPT, PRODUCTION -> true;
        };
    }

    private static boolean isOff(String path, Map<String, Boolean> settings) {
        String folder = Paths.folder(path);
        while (!folder.isEmpty() && !settings.containsKey(folder)) {
            folder = Paths.folder(folder);
        }
        return settings.getOrDefault(folder, false);
    }

    private static Map<String, Boolean> read(Repository repository) {
        return repository.entries().stream()
                .filter(entry -> SETTINGS.matcher(entry.name()).matches())
                .map(SourceEntry::path)
                .flatMap(path -> repository
                        .text(path)
                        .filter(text -> NAMES.matcher(text).find())
                        .map(text ->
                                Map.entry(Paths.folder(path), OFF.matcher(text).find()))
                        .stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, Boolean::logicalOr));
    }
}
