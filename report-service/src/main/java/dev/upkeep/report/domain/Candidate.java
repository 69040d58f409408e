package dev.upkeep.report.domain;

/** A finding while {@link FindingMatching} looks for its partner. */
final class Candidate {

    private final Sighting sighting;
    private final int index;
    private final boolean old;
    private boolean paired;

    /**
     * @param index its place in the list that was given
     * @param old whether it is of the earlier analysis
     */
    Candidate(Sighting sighting, int index, boolean old) {
        this.sighting = sighting;
        this.index = index;
        this.old = old;
    }

    Sighting sighting() {
        return sighting;
    }

    int index() {
        return index;
    }

    boolean old() {
        return old;
    }

    String scope() {
        return sighting.traits().scope();
    }

    /** Digest of its code; empty where it shows none. */
    String content() {
        return sighting.traits().content();
    }

    /** Digest of the code around it; empty where it has none. */
    String neighbours() {
        return sighting.traits().before() + sighting.traits().after();
    }

    boolean paired() {
        return paired;
    }

    void pair() {
        paired = true;
    }
}
