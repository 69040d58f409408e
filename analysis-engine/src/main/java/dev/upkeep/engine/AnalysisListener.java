package dev.upkeep.engine;

import java.util.function.Supplier;

/** What the caller sees of a running analysis: its stages, for spans and progress. */
public interface AnalysisListener {

    /** Hears nothing. */
    AnalysisListener SILENT = new AnalysisListener() {
        @Override
        public <T> T stage(Stage stage, Supplier<T> work) {
            return work.get();
        }

        @Override
        public void filesRead(int done, int total) {
            // Nobody listens.
        }
    };

    /** The stages inside the engine, in order. */
    enum Stage {
        LIST,
        PARSE,
        REPOSITORY_RULES
    }

    /** Runs the work of a stage, on the calling thread, once. */
    <T> T stage(Stage stage, Supplier<T> work);

    /** Files read so far; called now and then from worker threads. */
    void filesRead(int done, int total);
}
