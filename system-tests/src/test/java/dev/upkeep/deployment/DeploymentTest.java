package dev.upkeep.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No cluster and no engine is needed: files are held against each other, and against the services. */
class DeploymentTest {

    private static final Path HOME = Path.of(System.getProperty("upkeep.home", ".."));
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final List<String> SERVICES =
            List.of("ingest-service", "analyzer-service", "scoring-service", "report-service");

    @ParameterizedTest
    @ValueSource(strings = {"ingest-service", "analyzer-service", "scoring-service", "report-service"})
    void theImageRunsItsOwnServiceAsAnOrdinaryUser(String service) {
        List<String> lines = text(service + "/Dockerfile").lines().toList();

        assertThat(lines).filteredOn(line -> line.startsWith("FROM ")).hasSize(2);
        assertThat(lines).contains("USER 10001", "EXPOSE " + port(service));
        assertThat(lines).anyMatch(line -> line.contains("/upkeep/" + service + "/target/quarkus-app"));
        assertThat(lines).anyMatch(line -> line.contains("--projects " + service + " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest-service", "analyzer-service", "scoring-service", "report-service"})
    void theManifestFitsTheService(String service) {
        JsonNode deployment =
                documents("deploy/kubernetes/" + service + ".yaml").getFirst();
        JsonNode pod = deployment.at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");

        assertThat(deployment.at("/kind").asText()).isEqualTo("Deployment");
        assertThat(deployment
                        .at("/spec/selector/matchLabels/app.kubernetes.io~1name")
                        .asText())
                .isEqualTo(deployment
                        .at("/spec/template/metadata/labels/app.kubernetes.io~1name")
                        .asText())
                .isEqualTo(service);
        assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(port(service));
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
        assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        assertThat(volumeNames(pod)).containsAll(mountNames(container));
    }

    @Test
    void composeBuildsEveryServiceAndStartsWhatItNeedsFirst() {
        JsonNode services = documents("docker-compose.yml").getFirst().at("/services");

        for (String service : SERVICES) {
            JsonNode one = services.at("/" + service);
            assertThat(HOME.resolve(one.at("/build/dockerfile").asText())).exists();
            one.at("/depends_on")
                    .fieldNames()
                    .forEachRemaining(needed ->
                            assertThat(services.has(needed)).as(needed).isTrue());
            one.at("/ports")
                    .forEach(port ->
                            assertThat(port.asText()).startsWith("127.0.0.1:").endsWith(":" + port(service)));
        }
        assertThat(services.has("jaeger")).isTrue();
    }

    @Test
    void composeMountsOnlyWhatExists() {
        JsonNode services = documents("docker-compose.yml").getFirst().at("/services");

        services.forEach(service -> service.at("/volumes").forEach(volume -> {
            String source = volume.asText().split(":", 2)[0];
            if (source.startsWith("./")) {
                assertThat(HOME.resolve(source)).exists();
            }
        }));
    }

    /** Where the machine has the command; the tests above hold the file in any case. */
    @Test
    void composeIsValidForTheToolThatReadsIt() throws IOException, InterruptedException {
        boolean installed = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "docker-compose")));
        assertThat(documents("docker-compose.yml")).hasSize(1);
        if (installed) {
            Process config = new ProcessBuilder("docker-compose", "config", "--quiet")
                    .directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(config.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(config.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(config.exitValue()).as(output).isZero();
        }
    }

    @Test
    void everyTopicOfTheDeclarationIsReadByTheScriptThatAppliesIt() {
        long declared = StreamSupport.stream(
                        documents("deploy/topics.yaml").getFirst().at("/topics").spliterator(), false)
                .count();
        long read = text("deploy/topics.yaml")
                .lines()
                .filter(line -> line.matches(
                        " *- \\{name: [^,]*, partitions: \\d+, retention-hours: \\d+, max-message-bytes: \\d+\\}.*"))
                .count();

        assertThat(read).isEqualTo(declared).isPositive();
    }

    private static List<String> volumeNames(JsonNode pod) {
        return StreamSupport.stream(pod.at("/volumes").spliterator(), false)
                .map(volume -> volume.at("/name").asText())
                .toList();
    }

    private static List<String> mountNames(JsonNode container) {
        return StreamSupport.stream(container.at("/volumeMounts").spliterator(), false)
                .map(mount -> mount.at("/name").asText())
                .toList();
    }

    private static int port(String service) {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(HOME.resolve(service + "/src/main/resources/application.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Integer.parseInt(properties.getProperty("quarkus.http.port"));
    }

    private static List<JsonNode> documents(String file) {
        try (MappingIterator<JsonNode> found =
                YAML.readerFor(JsonNode.class).readValues(HOME.resolve(file).toFile())) {
            return found.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String file) {
        try {
            return Files.readString(HOME.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
