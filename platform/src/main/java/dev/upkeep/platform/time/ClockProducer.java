package dev.upkeep.platform.time;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Time comes from outside, so that a test can stand still: nobody else asks the system for it. */
class ClockProducer {

    /** The system's clock, UTC; a {@code Clock} bean of a test replaces it. */
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
