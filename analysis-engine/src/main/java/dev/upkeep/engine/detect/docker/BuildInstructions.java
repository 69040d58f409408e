package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.Set;
import java.util.regex.Pattern;

/** The images that a page tells its readers to build, without tags, as words of the kind {@value #KIND}. */
final class BuildInstructions implements FactsExtractor {

    static final String KIND = "docker.built";

    private static final Pattern COMMAND = Pattern.compile(
            "\\b(?:docker|podman)\\s+(?:(?:image|buildx)\\s+)?build\\s[^\\n`;&|]*?(?<=\\s)(?:-t|--tag)[ =][\"']?([a-z0-9][\\w./-]*)");

    @Override
    public Set<Language> languages() {
        return Set.of(Language.MARKDOWN);
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        String text = file.text();
        if (file.context() != Context.VENDORED
                && (text.contains("docker") || text.contains("podman"))
                && text.contains("build")) {
            COMMAND.matcher(text.replace("\\\n", " ")).results().forEach(command -> facts.word(KIND, command.group(1)));
        }
    }
}
