package dev.upkeep.report;

import dev.upkeep.standalone.InfrastructureProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Real Kafka, PostgreSQL and Redis for a {@code @QuarkusTest}. */
public final class Infrastructure implements QuarkusTestResourceLifecycleManager {

    private @Nullable InfrastructureProcess process;

    @Override
    public Map<String, String> start() {
        process = InfrastructureProcess.start();
        return process.addresses().configurationOf("report");
    }

    @Override
    public void stop() {
        if (process != null) {
            process.close();
        }
    }
}
