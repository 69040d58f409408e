package dev.upkeep.events;

/** Where an analysis stands, in the order in which a person sees it. */
public enum AnalysisStage {
    /** Bringing the repository's objects to the analyser. */
    MIRROR,
    /** Listing the files of the commit. */
    LIST,
    /** Reading files: parsing and per-file rules, or answers from the cache. */
    PARSE,
    /** Rules that need the whole repository. */
    REPOSITORY_RULES,
    /** Publishing what was found. */
    PUBLISH
}
