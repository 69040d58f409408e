package dev.upkeep.engine.detect;

import dev.upkeep.engine.source.Context;
import java.util.Map;

/**
 * What the whole repository knows better than a path: files that nothing reaches, files that only tests reach.
 * Language models contribute one each; the engine merges them before findings get their context.
 *
 * @param contexts by path; a path that is not named keeps what its path says
 */
public record ContextModel(Map<String, Context> contexts) {

    public ContextModel {
        contexts = Map.copyOf(contexts);
    }
}
