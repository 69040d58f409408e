package dev.upkeep.scoring.domain;

import java.util.Locale;

/**
 * How much a finding counts by where it stands, as against production code. The weights are judgement, not
 * measurement: what runs now and then costs less than what runs always, what nobody edits costs least.
 */
enum CodeContext {
    PRODUCTION(1, "production code"),
    /** Runs seldom, but then on real systems and real data. */
    SCRIPT(0.5, "scripts"),
    /** Runs nowhere; what it costs is the reader's time and trust. */
    UNREACHABLE(0.5, "files that no build reaches"),
    /** A failure there is seen by its author and by nobody else. */
    TEST(0.02, "test code"),
    /** Is copied into production by others. */
    EXAMPLE(0.02, "examples"),
    BENCHMARK(0.02, "benchmarks"),
    DOCUMENTATION(0.01, "documentation"),
    /** Mended in the generator, not here. */
    GENERATED(0.005, "generated files"),
    /** Mended upstream, not here. */
    VENDORED(0.005, "vendored code");

    private final double weight;
    private final String words;

    CodeContext(double weight, String words) {
        this.weight = weight;
        this.words = words;
    }

    /** The context of that name on the wire; one that this version does not know is no reason to damp. */
    static CodeContext named(String name) {
        for (CodeContext context : values()) {
            if (context.name().toLowerCase(Locale.ROOT).equals(name)) {
                return context;
            }
        }
        return PRODUCTION;
    }

    /** Whether what stands there is no risk in production: counted and shown, never planned beside what is one. */
    boolean apart() {
        return switch (this) {
            case PRODUCTION, SCRIPT, UNREACHABLE -> false;
            case TEST, EXAMPLE, BENCHMARK, DOCUMENTATION, GENERATED, VENDORED -> true;
        };
    }

    double weight() {
        return weight;
    }

    String words() {
        return words;
    }
}
