package dev.upkeep.engine.detect.config;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.document.Parsed.Problem;
import dev.upkeep.engine.document.Yaml;
import java.util.Optional;

/** YAML 1.2 with any number of documents and any tags. */
final class YamlSyntax {

    private YamlSyntax() {}

    static Optional<Problem> check(SourceFile file) {
        return Optional.ofNullable(Yaml.parse(file.text()).problem());
    }
}
