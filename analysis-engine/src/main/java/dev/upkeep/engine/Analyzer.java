package dev.upkeep.engine;

import dev.upkeep.engine.AnalysisListener.Stage;
import dev.upkeep.engine.detect.RuleGroup;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.SourceTree;
import dev.upkeep.engine.syntax.Parsers;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The engine: a source tree and rules in, findings out. The same tree, history, settings and rules give the same result,
 * whatever the cache holds. May be used by several threads; analyses share its workers.
 */
public final class Analyzer implements AutoCloseable {

    private final Ruleset builtIn;
    private final List<RuleGroup> groups;
    private final Parsers parsers;
    private final FilePass filePass;
    private final ExecutorService workers;
    private final SharedWork sharedWork;
    private final Kept kept = new Kept();

    /**
     * @param workers threads that parse; one per core is right
     * @throws IllegalStateException where no native parser core loads on this platform
     */
    public Analyzer(RuleCatalog catalog, List<RuleGroup> groups, ResultCache cache, int workers) {
        this.groups = List.copyOf(groups);
        this.parsers = Parsers.load();
        this.builtIn = Ruleset.of(catalog, parsers);
        this.workers = Executors.newFixedThreadPool(
                workers, Thread.ofPlatform().daemon().name("upkeep-parse-", 0).factory());
        this.sharedWork = new SharedWork(this.workers, workers - 1);
        this.filePass = new FilePass(new FileInspector(groups), parsers, cache, kept.results(), this.workers, workers);
    }

    /** The version of everything that decides what is found in a repository without rules of its own. */
    public String rulesetVersion() {
        return builtIn.version();
    }

    /**
     * Analyses a tree. Blocks; interrupting the calling thread ends it.
     *
     * @param past asked once, on the calling thread, while workers read the files
     * @param today decides which suppressions have run out
     * @throws AnalysisInterruptedException where the calling thread is interrupted
     */
    public AnalysisResult analyze(
            SourceTree tree, Supplier<History> past, Settings settings, LocalDate today, AnalysisListener listener) {
        Listing listing = listener.stage(
                Stage.LIST,
                () -> new Listing(Selection.of(tree.entries(), settings), CustomRules.of(tree, builtIn, parsers)));
        WasRead was = listener.stage(Stage.PARSE, () -> read(tree, past, listing, listener));
        return listener.stage(
                Stage.REPOSITORY_RULES,
                () -> new RepositoryPass(
                                groups, tree, was.past(), settings, today, listing, was.files(), kept, sharedWork)
                        .result(parsers.core().description()));
    }

    private record WasRead(FilePass.Outcome files, History past) {}

    private WasRead read(SourceTree tree, Supplier<History> past, Listing listing, AnalysisListener listener) {
        try (FilePass.Reading reading = filePass.start(tree, listing.selection().chosen(), listing.rules(), listener)) {
            History known = past.get();
            return new WasRead(reading.await(), known);
        }
    }

    /** Drops the results of files that are held beside the cache: what is not in that either is read again. */
    public void forgetResults() {
        kept.results().clear();
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
