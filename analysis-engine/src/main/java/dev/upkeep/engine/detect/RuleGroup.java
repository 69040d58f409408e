package dev.upkeep.engine.detect;

import dev.upkeep.engine.detect.Repository.Model;
import java.util.List;

/**
 * The code of one area: what {@code RuleGroups} needs to know of it.
 *
 * @param detectors behind the area's rules
 * @param extractors of the facts that these, or other areas, read
 * @param contexts what the area knows of files better than their paths do
 */
public record RuleGroup(List<Detector> detectors, List<FactsExtractor> extractors, List<Model<ContextModel>> contexts) {

    /** An area that only looks. */
    public static RuleGroup of(Detector... detectors) {
        return new RuleGroup(List.of(detectors), List.of(), List.of());
    }
}
