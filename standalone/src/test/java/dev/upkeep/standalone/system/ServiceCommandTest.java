package dev.upkeep.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.standalone.Addresses;
import dev.upkeep.standalone.system.ServiceCommand.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceCommandTest {

    private static final Addresses ADDRESSES =
            new Addresses("127.0.0.1:1", "127.0.0.1:2", "redis://127.0.0.1:3", "hidden");
    private static final Instance SCORING = new Instance("scoring", Service.SCORING, 8083);

    @Test
    void theProcessIsThePackagedServiceAndSmall() {
        ServiceCommand start = command(Optional.empty());

        assertThat(start.command())
                .endsWith("-jar", "/house/scoring-service/target/quarkus-app/quarkus-run.jar")
                .contains("-Xmx96m", "-XX:+UseSerialGC", "-XX:AOTCache=x");
    }

    @Test
    void onlyAnAnalyserThatStaysGetsTheFullCompiler() {
        Instance analyzer = new Instance("analyzer", Service.ANALYZER, 8082);

        assertThat(command(analyzer, Purpose.SERVE).command())
                .doesNotContain("-XX:TieredStopAtLevel=1")
                .contains("-XX:CompilerThreadPriority=10");
        assertThat(command(analyzer, Purpose.SCAN).command()).contains("-XX:TieredStopAtLevel=1");
        assertThat(command(SCORING, Purpose.SERVE).command()).contains("-XX:TieredStopAtLevel=1");
    }

    @Test
    void whatItIsToldIsInItsEnvironment() {
        assertThat(command(Optional.of("http://traces")).environment())
                .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
                .containsEntry("QUARKUS_HTTP_PORT", "8083")
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")
                .containsEntry("QUARKUS_DATASOURCE_USERNAME", "scoring")
                .containsEntry("UPKEEP_EXIT_WITH_PARENT", "true")
                .containsEntry("UPKEEP_TELEMETRY_OTLP_ENDPOINT", "http://traces");
    }

    @Test
    void localFoldersAreReadByAnalysersThatKeepTheirFilesApart() {
        Instance second = new Instance("analyzer-2", Service.ANALYZER, 8084);

        assertThat(command(second, Optional.empty()).environment())
                .containsEntry("UPKEEP_ANALYZER_ALLOW_LOCAL_SOURCES", "true")
                .containsEntry("UPKEEP_ANALYZER_DATA_DIRECTORY", "/data/analyzer-2");
    }

    @Test
    void thePasswordIsNotOnTheCommandLine() {
        assertThat(command(Optional.empty()).command()).noneMatch(argument -> argument.contains("hidden"));
    }

    @Test
    void withoutAnAddressNoTracesAreSent() {
        assertThat(command(Optional.empty()).environment()).doesNotContainKey("UPKEEP_TELEMETRY_OTLP_ENDPOINT");
    }

    private static ServiceCommand command(Optional<String> otlp) {
        return command(SCORING, otlp);
    }

    private static ServiceCommand command(Instance instance, Optional<String> otlp) {
        return command(instance, Purpose.SERVE, otlp);
    }

    private static ServiceCommand command(Instance instance, Purpose purpose) {
        return command(instance, purpose, Optional.empty());
    }

    private static ServiceCommand command(Instance instance, Purpose purpose, Optional<String> otlp) {
        Surroundings surroundings = new Surroundings(purpose, ADDRESSES, Path.of("/data"), "http://report", otlp);
        return ServiceCommand.of(Path.of("/house"), instance, surroundings, List.of("-XX:AOTCache=x"));
    }
}
