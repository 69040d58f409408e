package dev.upkeep.engine.source;

import java.util.Locale;

/**
 * What a file, or a place in it, is for. It decides how much a finding weighs. Where several apply the first in this
 * order wins, so generated test code is generated.
 */
public enum Context {
    /** Nothing builds, imports or runs it. */
    UNREACHABLE,
    VENDORED,
    GENERATED,
    DOCUMENTATION,
    EXAMPLE,
    BENCHMARK,
    TEST,
    /** Build, deployment and maintenance tooling: it runs, but not in production. */
    SCRIPT,
    PRODUCTION;

    /** The word in reports and events. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether only those who develop the project run it, and see what goes wrong. */
    public boolean isRehearsal() {
        return switch (this) {
            case EXAMPLE, BENCHMARK, TEST -> true;
            case UNREACHABLE, VENDORED, GENERATED, DOCUMENTATION, SCRIPT, PRODUCTION -> false;
        };
    }

    /** The one that decides where both apply. */
    public Context and(Context other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
