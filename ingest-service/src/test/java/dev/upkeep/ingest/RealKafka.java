package dev.upkeep.ingest;

import dev.upkeep.standalone.InfrastructureProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker for the tests of this service, in a process of its own. */
public class RealKafka implements QuarkusTestResourceLifecycleManager {

    private @Nullable InfrastructureProcess infrastructure;

    @Override
    public Map<String, String> start() {
        InfrastructureProcess started = InfrastructureProcess.start();
        infrastructure = started;
        return new HashMap<>(started.addresses().configurationOf("ingest"));
    }

    @Override
    public void stop() {
        if (infrastructure != null) {
            infrastructure.close();
        }
    }
}
