package dev.upkeep.engine.document;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a text: its documents up to the first problem.
 *
 * @param documents usually one; YAML and JSON Lines may hold several, an empty text none
 * @param problem what stopped the parser; null where all could be read
 */
public record Parsed(List<Value> documents, @Nullable Problem problem) {

    /** Where the parser stopped, and its reason in words for people. */
    public record Problem(int line, int column, String reason) {}

    static Parsed failed(List<Value> documents, int line, int column, String reason) {
        return new Parsed(List.copyOf(documents), new Problem(Math.max(1, line), Math.max(1, column), reason));
    }

    /** The only (or first) document of a text that could be read to its end. */
    public Optional<Value> root() {
        return problem == null ? documents.stream().findFirst() : Optional.empty();
    }
}
