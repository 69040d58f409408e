package dev.upkeep.engine.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The chapters of a report. */
public enum Category {
    /** What measurements and load tests say. */
    LOAD_TEST,
    /** What is really compiled, run and shipped. */
    BUILD_TRUTH,
    CODE_QUALITY,
    SECURITY,
    DEPENDENCIES,
    /** Back end. */
    PERFORMANCE,
    /** Bundles and rendering. */
    FRONTEND,
    /** Databases and caches. */
    DATABASE,
    /** Build, CI and containers. */
    DELIVERY,
    MONITORING;

    /** The word in rule files, events and reports, such as {@code code-quality}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The category of that word. */
    public static Optional<Category> named(String word) {
        return Arrays.stream(values())
                .filter(category -> category.word().equals(word))
                .findFirst();
    }
}
