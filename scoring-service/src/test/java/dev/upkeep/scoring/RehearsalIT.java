package dev.upkeep.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.platform.warmup.ReactiveRehearsal;
import dev.upkeep.scoring.application.RehearseScoring;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class RehearsalIT {

    @Inject
    RehearseScoring rehearse;

    @Test
    void aPlanIsCutAndNothingOfItStays() throws Exception {
        Config config = ConfigProvider.getConfig();
        Database database = new Database(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.password", String.class));
        Map<String, Long> before = rows(database);
        long events = database.everInOutbox();

        new ReactiveRehearsal(rehearse::once).perform();

        assertThat(database.everInOutbox()).isGreaterThanOrEqualTo(events + 2);
        assertThat(rows(database)).isEqualTo(before);
    }

    private static Map<String, Long> rows(Database database) throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String table : List.of("finding_part", "completion", "plan", "outbox")) {
            rows.put(table, database.rows(table));
        }
        return rows;
    }
}
