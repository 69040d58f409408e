package dev.upkeep.engine;

import java.io.Serial;

/** The thread that waited for an analysis was interrupted; the analysis has no result. */
public final class AnalysisInterruptedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public AnalysisInterruptedException() {
        super("the analysis was interrupted");
    }
}
