package dev.upkeep.engine.detect.cache;

import java.util.HashSet;
import java.util.Set;

/** What a file does with one map, as it is found out: where it is filled and looked up, and whether something bounds it. */
final class MapUse {

    private final Set<Integer> lookingUp = new HashSet<>();
    private int insert;
    private int lookup;
    private boolean together;
    private boolean bounded;

    /**
     * It is asked for a key.
     *
     * @param function a number of the function around it
     */
    void lookUp(int line, int function) {
        lookup = lookup == 0 ? line : lookup;
        lookingUp.add(function);
    }

    /**
     * It gets an entry.
     *
     * @param function a number of the function around it
     */
    void fill(int line, int function) {
        insert = insert == 0 ? line : insert;
        together |= lookingUp.contains(function);
    }

    /** Something removes, replaces or counts its entries, or gets hold of it to do so. */
    void bound() {
        bounded = true;
    }

    /** The first line that fills it; 0 where there is none. */
    int insert() {
        return insert;
    }

    /** The first line that looks something up; 0 where there is none. */
    int lookup() {
        return lookup;
    }

    /** Whether one function looks up first and inserts then. */
    boolean together() {
        return together;
    }

    /** Whether it is filled and asked, and nothing bounds it. */
    boolean grows() {
        return insert > 0 && lookup > 0 && !bounded;
    }
}
