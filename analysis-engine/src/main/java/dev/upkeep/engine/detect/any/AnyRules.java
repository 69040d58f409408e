package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.RuleGroup;
import java.util.List;

/** The rules of this area. */
public final class AnyRules {

    private AnyRules() {}

    public static RuleGroup group() {
        return new RuleGroup(
                List.of(
                        new UnparsableSource(),
                        new BrokenFixtureReview(),
                        new LeakedToolText(),
                        new OversizedFile(),
                        new Hotspot(),
                        new FunctionShape(),
                        new DuplicatedBlock(),
                        new TodoComment(),
                        new RetiredPackageReview(),
                        new TestCaseReview(),
                        new DuplicatedTypeName()),
                List.of(
                        new CloneTokens(),
                        new SignatureFacts(),
                        new TypeFacts(),
                        new ProgramFunctions(),
                        new DataFacts(),
                        new DeclarationFacts(),
                        new BorrowedCode()),
                List.of());
    }
}
