package dev.upkeep.engine.detect;

import dev.upkeep.engine.source.Context;
import java.util.Map;

/**
 * What the whole repository knows of files better than their paths do: nothing reaches them, only tests reach them, so
 * many others need them. Language models contribute one each; the engine merges them before findings are completed.
 *
 * @param contexts by path; a path that is not named keeps what its path says
 * @param dependents how many files need this one, by path; a path that is not named is not known
 */
public record ContextModel(Map<String, Context> contexts, Map<String, Integer> dependents) {

    public ContextModel {
        contexts = Map.copyOf(contexts);
        dependents = Map.copyOf(dependents);
    }
}
