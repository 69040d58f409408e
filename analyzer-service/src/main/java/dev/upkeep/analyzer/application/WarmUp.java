package dev.upkeep.analyzer.application;

import dev.upkeep.engine.AnalysisInterruptedException;
import dev.upkeep.engine.AnalysisListener;
import dev.upkeep.engine.Analyzer;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.SourceTree;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Makes the engine read examples after a start, again and again, so that the just-in-time compiler has done its work
 * before the first repository arrives. Real work ends it at once. Thread-safe.
 */
public final class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    private final Supplier<Analyzer> engine;
    private final Supplier<SourceTree> examples;
    private final Duration time;
    private final Thread thread = Thread.ofPlatform().daemon().name("warm-up").unstarted(this::run);

    /**
     * @param engine makes one that keeps no results; asked once, closed here
     * @param examples in all languages, for all rules; asked once
     */
    public WarmUp(Supplier<Analyzer> engine, Supplier<SourceTree> examples, Duration time) {
        this.engine = engine;
        this.examples = examples;
        this.time = time;
    }

    /** Begins, on a thread of its own; once. */
    public void start() {
        thread.start();
    }

    /** Returns when it is over. */
    public void await() throws InterruptedException {
        thread.join();
    }

    /** Ends it, where it runs; does not wait. */
    public void end() {
        thread.interrupt();
    }

    private void run() {
        long begin = System.nanoTime();
        int rounds = 0;
        try (Analyzer analyzer = engine.get()) {
            SourceTree tree = examples.get();
            do {
                round(analyzer, tree);
                rounds++;
            } while (!thread.isInterrupted() && System.nanoTime() - begin < time.toNanos());
        } catch (AnalysisInterruptedException _) {
            // There is real work, which warms as well.
        }
        LOG.infof("Warmed up in %d rounds and %d ms", rounds, (System.nanoTime() - begin) / 1_000_000);
    }

    private static void round(Analyzer analyzer, SourceTree tree) {
        analyzer.analyze(
                tree,
                new History.Unknown("examples have none"),
                Settings.DEFAULT,
                LocalDate.EPOCH,
                AnalysisListener.SILENT);
    }
}
