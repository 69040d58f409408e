package dev.upkeep.engine;

/** What outlasts an analysis, to be found again by the next one: it changes how long that takes, never what it says. */
record Kept(KeptResults results, KeptReadings readings, KeptLayouts layouts) {

    Kept() {
        this(new KeptResults(), new KeptReadings(), new KeptLayouts());
    }
}
