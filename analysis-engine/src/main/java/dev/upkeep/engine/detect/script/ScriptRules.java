package dev.upkeep.engine.detect.script;

import dev.upkeep.engine.detect.RuleGroup;
import dev.upkeep.engine.detect.script.bundle.ImgElement;
import dev.upkeep.engine.detect.script.bundle.LegacyTarget;
import dev.upkeep.engine.detect.script.bundle.NamespaceImport;
import dev.upkeep.engine.detect.script.bundle.NoIncrementalBuild;
import dev.upkeep.engine.detect.script.bundle.NoSideEffectsFlag;
import dev.upkeep.engine.detect.script.bundle.TypeErrorsIgnored;
import dev.upkeep.engine.detect.script.code.AccumulatingSpread;
import dev.upkeep.engine.detect.script.code.AnyCast;
import dev.upkeep.engine.detect.script.code.AnyCastReview;
import dev.upkeep.engine.detect.script.code.AwaitInLoop;
import dev.upkeep.engine.detect.script.code.ConditionAlwaysSame;
import dev.upkeep.engine.detect.script.code.FloatingPromise;
import dev.upkeep.engine.detect.script.code.ListenerNotRemoved;
import dev.upkeep.engine.detect.script.code.PlaceholderInPlainText;
import dev.upkeep.engine.detect.script.code.PromiseFacts;
import dev.upkeep.engine.detect.script.code.SwallowedError;
import dev.upkeep.engine.detect.script.code.SyncIoInHandler;
import dev.upkeep.engine.detect.script.facts.CommonExportFacts;
import dev.upkeep.engine.detect.script.facts.CopyFacts;
import dev.upkeep.engine.detect.script.facts.FunctionFacts;
import dev.upkeep.engine.detect.script.facts.GlobFacts;
import dev.upkeep.engine.detect.script.facts.ImportFacts;
import dev.upkeep.engine.detect.script.facts.ItemFacts;
import dev.upkeep.engine.detect.script.facts.LoadedFolderFacts;
import dev.upkeep.engine.detect.script.facts.MentionFacts;
import dev.upkeep.engine.detect.script.facts.ReactFacts;
import dev.upkeep.engine.detect.script.facts.WasmModuleFacts;
import dev.upkeep.engine.detect.script.graph.UnreachableFile;
import dev.upkeep.engine.detect.script.react.EffectWithoutCleanup;
import dev.upkeep.engine.detect.script.react.IndexAsKey;
import dev.upkeep.engine.detect.script.react.LargeComponent;
import dev.upkeep.engine.detect.script.react.LargeComponentReview;
import dev.upkeep.engine.detect.script.react.LongListNotVirtualised;
import dev.upkeep.engine.detect.script.react.MissingEffectDependency;
import dev.upkeep.engine.detect.script.react.NestedComponent;
import dev.upkeep.engine.detect.script.react.NestedComponentReview;
import dev.upkeep.engine.detect.script.react.NewObjectProp;
import dev.upkeep.engine.detect.script.react.NoCodeSplitting;
import dev.upkeep.engine.detect.script.react.StoreWithoutSelector;
import dev.upkeep.engine.detect.script.react.UnstableEffectDependency;
import dev.upkeep.engine.detect.script.react.UnstableEffectFacts;
import java.util.List;

/** The rules of this area. */
public final class ScriptRules {

    private ScriptRules() {}

    public static RuleGroup group() {
        return new RuleGroup(
                List.of(
                        new UnreachableFile(),
                        new AnyCast(),
                        new AnyCastReview(),
                        new SwallowedError(),
                        new FloatingPromise(),
                        new AwaitInLoop(),
                        new AccumulatingSpread(),
                        new SyncIoInHandler(),
                        new PlaceholderInPlainText(),
                        new ConditionAlwaysSame(),
                        new ListenerNotRemoved(),
                        new IndexAsKey(),
                        new EffectWithoutCleanup(),
                        new UnstableEffectDependency(),
                        new MissingEffectDependency(),
                        new LargeComponent(),
                        new LargeComponentReview(),
                        new NestedComponent(),
                        new NestedComponentReview(),
                        new LongListNotVirtualised(),
                        new StoreWithoutSelector(),
                        new NewObjectProp(),
                        new NoCodeSplitting(),
                        new NamespaceImport(),
                        new NoSideEffectsFlag(),
                        new TypeErrorsIgnored(),
                        new LegacyTarget(),
                        new ImgElement(),
                        new NoIncrementalBuild()),
                List.of(
                        new ImportFacts(),
                        new GlobFacts(),
                        new LoadedFolderFacts(),
                        new MentionFacts(),
                        new WasmModuleFacts(),
                        new ItemFacts(),
                        new CommonExportFacts(),
                        new FunctionFacts(),
                        new CopyFacts(),
                        new ReactFacts(),
                        new UnstableEffectFacts(),
                        new PromiseFacts()),
                List.of(UnreachableFile.contexts()));
    }
}
