package dev.upkeep.engine.detect;

import dev.upkeep.engine.document.Json;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.source.Context;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Skills for programs that write code, which an installer brought from another repository: it keeps a {@code
 * skills-lock.json} of them, and they lie in a hidden folder, as {@code .agents/skills/review}.
 */
public final class InstalledSkills {

    private static final Pattern PLACE = Pattern.compile("(?:^|/)\\.[\\w-]+/skills/([^/]+)/");

    private InstalledSkills() {}

    /** Their files by path. */
    public static Map<String, Context> in(Repository repository) {
        List<String> names = repository
                .named("skills-lock.json")
                .flatMap(file -> repository.text(file.path()).stream())
                .flatMap(text -> Json.parse(text).root().stream())
                .flatMap(root -> root.get("skills").stream())
                .flatMap(skills -> skills.entries().stream())
                .filter(skill -> isFromElsewhere(skill.value()))
                .map(Value.Entry::key)
                .toList();
        return names.isEmpty()
                ? Map.of()
                : repository.files().stream()
                        .map(AnalysedFile::path)
                        .filter(path -> PLACE.matcher(path).results().anyMatch(place -> names.contains(place.group(1))))
                        .collect(Collectors.toMap(path -> path, _ -> Context.VENDORED));
    }

    private static boolean isFromElsewhere(Value skill) {
        return skill.get("source").isPresent()
                && skill.get("sourceType")
                        .flatMap(Value::string)
                        .filter("local"::equals)
                        .isEmpty();
    }
}
