package dev.upkeep.scoring;

import dev.upkeep.standalone.InfrastructureProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kafka and PostgreSQL for the length of a test class, and retries that do not make it wait. */
public class RealServers implements QuarkusTestResourceLifecycleManager {

    private @Nullable InfrastructureProcess servers;

    @Override
    public Map<String, String> start() {
        InfrastructureProcess started = InfrastructureProcess.start();
        servers = started;
        Map<String, String> settings = new HashMap<>(started.addresses().configurationOf("scoring"));
        settings.put("upkeep.messaging.retries", "2");
        settings.put("upkeep.messaging.initial-back-off", "100ms");
        settings.put("upkeep.messaging.longest-back-off", "200ms");
        return settings;
    }

    @Override
    public void stop() {
        if (servers != null) {
            servers.close();
        }
    }
}
