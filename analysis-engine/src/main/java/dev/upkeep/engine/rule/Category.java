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

    /** Whether it holds risks of code that runs for users, so that the same thing in a test weighs little. */
    public boolean isOfRunningCode() {
        return switch (this) {
            case CODE_QUALITY, SECURITY, PERFORMANCE, FRONTEND, DATABASE -> true;
            case LOAD_TEST, BUILD_TRUTH, DEPENDENCIES, DELIVERY, MONITORING -> false;
        };
    }

    /** The category of that word. */
    public static Optional<Category> named(String word) {
        return Arrays.stream(values())
                .filter(category -> category.word().equals(word))
                .findFirst();
    }
}
