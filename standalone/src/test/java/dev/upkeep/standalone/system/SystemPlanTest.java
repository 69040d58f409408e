package dev.upkeep.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.standalone.infrastructure.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SystemPlanTest {

    @Test
    void theReportIsWherePeopleLookAndTheOthersFollow() {
        SystemPlan plan = SystemPlan.onPorts(8080, Set.of(), 1, Optional.empty());

        assertThat(plan.of(Service.REPORT).url()).isEqualTo("http://127.0.0.1:8080");
        assertThat(plan.of(Service.INGEST).port()).isEqualTo(8081);
        assertThat(plan.instances()).extracting(Instance::port).containsExactlyInAnyOrder(8080, 8081, 8082, 8083);
        assertThat(plan.leftOut()).isEmpty();
    }

    @Test
    void moreAnalysersGetNamesAndPortsOfTheirOwn() {
        SystemPlan plan = SystemPlan.onPorts(9000, Set.of(), 3, Optional.empty());

        assertThat(plan.instances()).extracting(Instance::name).doesNotHaveDuplicates();
        assertThat(plan.instances()).extracting(Instance::port).doesNotHaveDuplicates();
        assertThat(plan.instances())
                .filteredOn(instance -> instance.service() == Service.ANALYZER)
                .extracting(Instance::name)
                .containsExactlyInAnyOrder("analyzer", "analyzer-2", "analyzer-3");
    }

    @Test
    void portZeroStandsForAnyThatAreFree() {
        SystemPlan plan = SystemPlan.onPorts(0, Set.of(), 2, Optional.empty());

        assertThat(plan.instances()).extracting(Instance::port).hasSize(5).doesNotHaveDuplicates();
        assertThat(plan.instances()).extracting(Instance::port).doesNotContain(0);
    }

    @Test
    void aServiceThatIsLeftOutKeepsItsPort() {
        SystemPlan plan = SystemPlan.onPorts(8080, Set.of(Service.REPORT), 1, Optional.empty());

        assertThat(plan.instances()).extracting(Instance::service).doesNotContain(Service.REPORT);
        assertThat(plan.of(Service.REPORT).port()).isEqualTo(8080);
        assertThat(plan.ports()).containsExactlyInAnyOrder(8080, 8081, 8082, 8083);
    }

    @Test
    void aTakenPortIsNamedWithItsServiceAndTheWayOut() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SystemPlan plan = SystemPlan.onPorts(taken.getLocalPort(), Set.of(), 1, Optional.empty());

            assertThatThrownBy(plan::requireFreePorts)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("report")
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void aSystemForOneScanTakesWhateverIsFree() {
        SystemPlan plan = SystemPlan.anywhere(Optional.empty());

        assertThat(plan.instances()).hasSize(Service.values().length);
        assertThat(plan.instances()).extracting(Instance::port).doesNotHaveDuplicates();
    }
}
