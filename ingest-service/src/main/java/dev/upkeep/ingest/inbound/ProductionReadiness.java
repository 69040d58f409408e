package dev.upkeep.ingest.inbound;

import dev.upkeep.ingest.IngestConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** Says at start what would surprise an operator later. */
@ApplicationScoped
class ProductionReadiness {

    private static final Logger LOG = Logger.getLogger(ProductionReadiness.class);
    private static final int SHORTEST_SECRET = 16;

    private final IngestConfig config;

    ProductionReadiness(IngestConfig config) {
        this.config = config;
    }

    void check(@Observes StartupEvent event) {
        List<String> secrets = config.github().secrets();
        if (secrets.isEmpty()) {
            LOG.info("No webhook secret is set: /webhooks/github answers 503 until UPKEEP_INGEST_GITHUB_SECRET is");
        }
        if (secrets.stream().anyMatch(secret -> secret.length() < SHORTEST_SECRET)) {
            LOG.warnf("A webhook secret has fewer than %d characters: it can be guessed", SHORTEST_SECRET);
        }
        if (config.allowLocalSources()) {
            LOG.info("Local folders are read on request (upkeep.ingest.allow-local-sources)");
        }
    }
}
