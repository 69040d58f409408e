package dev.upkeep.engine.detect.script;

import dev.upkeep.engine.detect.RuleGroup;
import dev.upkeep.engine.detect.script.code.AccumulatingSpread;
import dev.upkeep.engine.detect.script.code.AnyCast;
import dev.upkeep.engine.detect.script.code.AwaitInLoop;
import dev.upkeep.engine.detect.script.code.FloatingPromise;
import dev.upkeep.engine.detect.script.code.SwallowedError;
import dev.upkeep.engine.detect.script.code.SyncIoInHandler;
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
                List.of(
                        new UnreachableFile(),
                        new AnyCast(),
                        new SwallowedError(),
                        new FloatingPromise(),
                        new AwaitInLoop(),
                        new AccumulatingSpread(),
                        new SyncIoInHandler()),
                List.of(new ImportFacts(), new GlobFacts(), new MentionFacts(), new ItemFacts(), new FunctionFacts()),
                List.of(UnreachableFile.contexts()));
    }
}
