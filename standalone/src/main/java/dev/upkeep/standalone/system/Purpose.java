package dev.upkeep.standalone.system;

/** What a system is started for. */
public enum Purpose {
    /** To stay: it gets ready for what comes. */
    SERVE,
    /** One scan, and away: nothing is done that this scan does not need. */
    SCAN,
    /** To learn: services without a start-up cache make one when they stop. */
    TRAIN
}
