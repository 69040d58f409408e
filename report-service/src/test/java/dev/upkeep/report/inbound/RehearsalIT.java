package dev.upkeep.report.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.platform.warmup.ReactiveRehearsal;
import dev.upkeep.report.Infrastructure;
import dev.upkeep.report.application.RehearseReport;
import dev.upkeep.report.application.ReportCodec;
import dev.upkeep.report.domain.Report;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class RehearsalIT {

    @Inject
    RehearseReport rehearse;

    @Test
    void aReportIsMadeAndNothingOfItStays() throws Exception {
        AtomicReference<byte[]> made = new AtomicReference<>(new byte[0]);

        new ReactiveRehearsal(() -> rehearse.once().invoke(made::set).replaceWithVoid()).perform();

        Report report = new ReportCodec().decode(made.get());
        assertThat(report.findings()).isNotEmpty();
        assertThat(report.recommendations()).isNotEmpty();
        given().get("/api/v1/analyses/{id}", report.analysis().id()).then().statusCode(404);
        given().get("/api/v1/repositories/{id}", report.repository().id())
                .then()
                .statusCode(404);
    }
}
