package dev.upkeep.engine.detect.script;

import dev.upkeep.engine.detect.RuleGroup;
import java.util.List;

/** The rules of this area. */
public final class ScriptRules {

    private ScriptRules() {}

    public static RuleGroup group() {
        return new RuleGroup(List.of(), List.of(new ImportFacts()), List.of());
    }
}
