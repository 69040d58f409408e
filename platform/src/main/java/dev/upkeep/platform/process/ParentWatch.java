package dev.upkeep.platform.process;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Ends this process when its standard input closes, which is what happens to a child whose launcher dies, however it
 * dies. On only where {@code upkeep.exit-with-parent=true}: a container has no standard input to begin with.
 */
@ApplicationScoped
class ParentWatch {

    private static final Logger LOG = Logger.getLogger(ParentWatch.class);
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final boolean exitWithParent;

    ParentWatch(@ConfigProperty(name = "upkeep.exit-with-parent", defaultValue = "false") boolean exitWithParent) {
        this.exitWithParent = exitWithParent;
    }

    void start(@Observes StartupEvent event) {
        if (exitWithParent) {
            Thread.ofPlatform().daemon().name("parent-watch").start(ParentWatch::exitAfterStandardInput);
        }
    }

    private static void exitAfterStandardInput() {
        drain(System.in);
        LOG.info("Standard input closed: the launcher is gone, stopping");
        Quarkus.asyncExit(0);
        haltAfter(GRACE);
    }

    private static void drain(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.debug("Standard input broke, which means the same as its end", e);
        }
    }

    /** A shutdown that hangs must not leave an orphan behind. */
    private static void haltAfter(Duration grace) {
        try {
            Thread.sleep(grace);
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
