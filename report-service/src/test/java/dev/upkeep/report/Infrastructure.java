package dev.upkeep.report;

import dev.upkeep.standalone.InfrastructureProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Real Kafka, PostgreSQL and Redis for a {@code @QuarkusTest}, and retries that do not make it wait. */
public final class Infrastructure implements QuarkusTestResourceLifecycleManager {

    private @Nullable InfrastructureProcess process;

    @Override
    public Map<String, String> start() {
        process = InfrastructureProcess.start();
        Map<String, String> settings = new HashMap<>(process.addresses().configurationOf("report"));
        settings.put("upkeep.messaging.retries", "2");
        settings.put("upkeep.messaging.initial-back-off", "100ms");
        settings.put("upkeep.messaging.longest-back-off", "200ms");
        return settings;
    }

    @Override
    public void stop() {
        if (process != null) {
            process.close();
        }
    }
}
