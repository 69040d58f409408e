package dev.upkeep.engine.detect.rust;

import dev.upkeep.engine.detect.RuleGroup;
import dev.upkeep.engine.detect.rust.async.BlockingCallInAsync;
import dev.upkeep.engine.detect.rust.async.BlockingCallReview;
import dev.upkeep.engine.detect.rust.async.DetachedTask;
import dev.upkeep.engine.detect.rust.async.LockHeldAcrossAwait;
import dev.upkeep.engine.detect.rust.async.StdMutexInAsync;
import dev.upkeep.engine.detect.rust.async.UnboundedChannel;
import dev.upkeep.engine.detect.rust.code.DiscardedResult;
import dev.upkeep.engine.detect.rust.code.ErrorContextLost;
import dev.upkeep.engine.detect.rust.code.PanickingCall;
import dev.upkeep.engine.detect.rust.code.PanickingCallReview;
import dev.upkeep.engine.detect.rust.code.RustCheck;
import dev.upkeep.engine.detect.rust.code.RustChecks;
import dev.upkeep.engine.detect.rust.code.StringlyError;
import dev.upkeep.engine.detect.rust.code.StringlyErrorReview;
import dev.upkeep.engine.detect.rust.code.TestWithoutAttribute;
import dev.upkeep.engine.detect.rust.cost.ClientBuiltPerCall;
import dev.upkeep.engine.detect.rust.cost.CloneInLoop;
import dev.upkeep.engine.detect.rust.cost.FormatInHotLoop;
import dev.upkeep.engine.detect.rust.cost.OwnedStringParsed;
import dev.upkeep.engine.detect.rust.cost.RegexCompiledPerCall;
import dev.upkeep.engine.detect.rust.cost.RegexReview;
import dev.upkeep.engine.detect.rust.facts.RustFacts;
import dev.upkeep.engine.detect.rust.reach.RustContexts;
import dev.upkeep.engine.detect.rust.reach.TestsNeverRun;
import dev.upkeep.engine.detect.rust.reach.UndeclaredFeature;
import dev.upkeep.engine.detect.rust.reach.UnimportedMacro;
import dev.upkeep.engine.detect.rust.reach.UnreachableFile;
import java.util.List;

/** The rules of this area. */
public final class RustRules {

    private static final List<RustCheck> CHECKS = List.of(
            new PanickingCall(),
            new StdMutexInAsync(),
            new LockHeldAcrossAwait(),
            new BlockingCallInAsync(),
            new UnboundedChannel(),
            new DetachedTask(),
            new DiscardedResult(),
            new ErrorContextLost(),
            new StringlyError(),
            new TestWithoutAttribute(),
            new RegexCompiledPerCall(),
            new ClientBuiltPerCall(),
            new CloneInLoop(),
            new OwnedStringParsed(),
            new FormatInHotLoop());

    private RustRules() {}

    public static RuleGroup group() {
        return new RuleGroup(
                List.of(
                        new UnreachableFile(),
                        new TestsNeverRun(),
                        new UnimportedMacro(),
                        new UndeclaredFeature(),
                        new RustChecks(CHECKS),
                        new BlockingCallReview(),
                        new PanickingCallReview(),
                        new RegexReview(),
                        new StringlyErrorReview()),
                List.of(new RustFacts()),
                List.of(RustContexts.MODEL));
    }
}
