package dev.upkeep.engine.detect.config;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.document.Parsed.Problem;
import dev.upkeep.engine.document.Toml;
import dev.upkeep.engine.source.Context;
import java.util.Optional;

/** TOML; lock files are left out, as no person writes them and they are large. */
final class TomlSyntax {

    private TomlSyntax() {}

    static Optional<Problem> check(SourceFile file) {
        return file.context() == Context.GENERATED
                ? Optional.empty()
                : Optional.ofNullable(Toml.parse(file.text()).problem());
    }
}
