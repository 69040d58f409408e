package dev.upkeep.engine.detect.script;

import dev.upkeep.engine.detect.RuleGroup;
import dev.upkeep.engine.detect.script.facts.FunctionFacts;
import dev.upkeep.engine.detect.script.facts.GlobFacts;
import dev.upkeep.engine.detect.script.facts.ImportFacts;
import dev.upkeep.engine.detect.script.facts.ItemFacts;
import dev.upkeep.engine.detect.script.facts.MentionFacts;
import dev.upkeep.engine.detect.script.graph.UnreachableFile;
import java.util.List;

/** The rules of this area. */
public final class ScriptRules {

    private ScriptRules() {}

    public static RuleGroup group() {
        return new RuleGroup(
                List.of(new UnreachableFile()),
                List.of(new ImportFacts(), new GlobFacts(), new MentionFacts(), new ItemFacts(), new FunctionFacts()),
                List.of(UnreachableFile.contexts()));
    }
}
