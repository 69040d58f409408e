package dev.upkeep.report.domain;

/** The chapters of a report, in reading order. */
public enum Category {
    BUILD_TRUTH("What is really built, run and shipped"),
    LOAD_TEST("Load-test evidence"),
    SECURITY("Security"),
    BACK_END("Performance, back end"),
    FRONT_END("Performance, front end"),
    DATABASE("Architecture: database and caching"),
    CODE_QUALITY("Code quality"),
    DEPENDENCIES("Dependencies"),
    DELIVERY("Developer experience: build, CI and containers"),
    MONITORING("Monitoring"),
    OTHER("Other");

    private final String title;

    Category(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** The chapter of a rule's category; {@link #OTHER} for a name that this version does not know. */
    public static Category of(String name) {
        return switch (name) {
            case "build-truth" -> BUILD_TRUTH;
            case "load-test" -> LOAD_TEST;
            case "security" -> SECURITY;
            case "performance" -> BACK_END;
            case "frontend" -> FRONT_END;
            case "database" -> DATABASE;
            case "code-quality" -> CODE_QUALITY;
            case "dependencies" -> DEPENDENCIES;
            case "delivery" -> DELIVERY;
            case "monitoring" -> MONITORING;
            default -> OTHER;
        };
    }
}
