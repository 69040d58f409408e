package dev.upkeep.engine.finding;

import java.util.List;
import java.util.stream.Collectors;

/** Names in a message: each in backticks, as many as a reader takes in, and how many there are besides. */
public final class NameList {

    private NameList() {}

    /** {@code `a`, `b` and 3 more}. */
    public static String of(List<String> names, int most) {
        String named = names.stream().limit(most).map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return names.size() <= most ? named : named + " and " + (names.size() - most) + " more";
    }
}
