package dev.upkeep.report;

import dev.upkeep.standalone.InfrastructureProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Real Kafka, PostgreSQL and Redis for a {@code @QuarkusTest}; arguments replace settings. */
public final class Infrastructure implements QuarkusTestResourceLifecycleManager {

    private Map<String, String> replaced = Map.of();
    private @Nullable InfrastructureProcess process;

    @Override
    public void init(Map<String, String> arguments) {
        replaced = Map.copyOf(arguments);
    }

    @Override
    public Map<String, String> start() {
        InfrastructureProcess started = InfrastructureProcess.start();
        process = started;
        Map<String, String> settings = new HashMap<>(started.addresses().configurationOf("report"));
        settings.put("upkeep.report.announce-every", "2s");
        settings.putAll(replaced);
        return settings;
    }

    @Override
    public void stop() {
        if (process != null) {
            process.close();
        }
    }
}
