package dev.upkeep.standalone.system;

import dev.upkeep.standalone.Addresses;
import dev.upkeep.standalone.infrastructure.Infrastructure;
import dev.upkeep.standalone.infrastructure.StartFailure;
import dev.upkeep.standalone.system.ServiceCommand.Surroundings;
import dev.upkeep.standalone.system.ServiceKeeper.Cache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** Infrastructure and services of one data folder, which the caller owns ({@link DataFolder#tryOwn}). */
public final class UpkeepSystem implements AutoCloseable {

    private final Path home;
    private final DataFolder data;
    private final SystemPlan plan;
    private final Console console;
    private final Purpose purpose;
    private final PidFiles pids;
    private final List<ServiceKeeper> keepers = new ArrayList<>();
    private final CountDownLatch broken = new CountDownLatch(1);
    private Optional<Infrastructure> infrastructure = Optional.empty();
    private boolean closed;
    private volatile boolean started;

    /**
     * @param home the folder of the built checkout
     */
    public UpkeepSystem(Path home, DataFolder data, SystemPlan plan, Purpose purpose, Console console) {
        this.home = home;
        this.data = data;
        this.plan = plan;
        this.purpose = purpose;
        this.console = console;
        this.pids = new PidFiles(data.folder().resolve("pids"));
    }

    /**
     * Returns when everything is ready and {@code running.json} is written.
     *
     * @throws StartFailure with a message for people; {@link #close} stops what had started
     */
    public RunningSystem start() throws InterruptedException {
        requireBuilt();
        plan.requireFreePorts();
        try {
            pids.endStale().forEach(name -> console.tell("Ended " + name + ", left by a launcher that was killed"));
            long begin = System.nanoTime();
            Infrastructure servers = startInfrastructure();
            console.tell("Kafka, PostgreSQL and Redis are ready" + since(begin));
            Surroundings surroundings = new Surroundings(
                    purpose,
                    servers.addresses(),
                    data.folder(),
                    plan.of(Service.REPORT).url(),
                    plan.otlpEndpoint());
            startServices(surroundings);
            console.tell("The services are ready" + since(begin));
            RunningSystem running = running(servers.addresses());
            running.write(data);
            writeConfigurationOfLeftOut(surroundings);
            started = true;
            return running;
        } catch (IOException e) {
            throw new StartFailure("the data folder " + data.folder() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Whether {@link #start} has succeeded. */
    public boolean isStarted() {
        return started;
    }

    /** Returns when a service has died too often for the system to be of use. */
    public void awaitBroken() throws InterruptedException {
        broken.await();
    }

    /** From now on nobody finds this system; those who did go on. */
    public void hide() throws IOException {
        Files.deleteIfExists(data.runningFile());
    }

    /** Stops the services, then the servers; a second call returns when the first one has. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean running = infrastructure.isPresent();
        if (running) {
            console.tell("Stopping");
        }
        try {
            hide();
            keepers.reversed().forEach(ServiceKeeper::requestStop);
            for (ServiceKeeper keeper : keepers.reversed()) {
                keeper.awaitStopped();
            }
        } catch (IOException e) {
            console.warn("While stopping: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        infrastructure.ifPresent(Infrastructure::close);
        if (running) {
            console.tell("Stopped");
        }
    }

    private void requireBuilt() {
        for (Instance instance : plan.instances()) {
            if (!Files.isRegularFile(ServiceCommand.jar(home, instance.service()))) {
                throw new StartFailure(instance.service().moduleName() + " is not built: "
                        + ServiceCommand.jar(home, instance.service()) + " is missing");
            }
        }
    }

    private synchronized Infrastructure startInfrastructure() throws InterruptedException {
        requireOpen();
        Infrastructure started = Infrastructure.start(home, data.folder(), plan.ports());
        infrastructure = Optional.of(started);
        return started;
    }

    private void startServices(Surroundings surroundings) throws InterruptedException, IOException {
        for (Instance instance : plan.instances()) {
            start(instance, surroundings);
        }
        for (ServiceKeeper keeper : keepers) {
            keeper.awaitReady();
        }
        keepers.forEach(keeper -> keeper.keep(broken::countDown));
    }

    private synchronized void start(Instance instance, Surroundings surroundings) throws IOException {
        requireOpen();
        Service service = instance.service();
        Path jar = ServiceCommand.jar(home, service);
        AotCache cache = AotCache.of(
                home.resolve(service.moduleName()).resolve("target/aot"),
                service.shortName(),
                jar,
                ServiceCommand.flags(service));
        Cache mode =
                cache.isThere() ? Cache.USE : purpose == Purpose.TRAIN && isFirst(instance) ? Cache.TRAIN : Cache.NONE;
        keepers.add(new ServiceKeeper(
                instance,
                data.logs().resolve(instance.name() + ".log"),
                Optional.of(cache),
                mode,
                with -> ServiceCommand.of(home, instance, surroundings, flags(cache, with)),
                pids,
                console));
    }

    private void requireOpen() {
        if (closed) {
            throw new StartFailure("stopped while starting");
        }
    }

    private boolean isFirst(Instance instance) {
        return plan.of(instance.service()).equals(instance);
    }

    private static List<String> flags(AotCache cache, Cache mode) {
        return switch (mode) {
            case NONE -> List.of();
            case USE -> List.of(cache.useFlag());
            case TRAIN -> List.of(cache.trainFlag());
        };
    }

    private RunningSystem running(Addresses addresses) {
        ProcessHandle self = ProcessHandle.current();
        Map<String, String> services = new TreeMap<>();
        plan.instances().forEach(instance -> services.put(instance.name(), instance.url()));
        return new RunningSystem(
                self.pid(),
                ProcessStart.of(self),
                plan.of(Service.REPORT).url(),
                plan.of(Service.INGEST).url(),
                Map.of("kafka", addresses.kafka(), "postgres", addresses.postgres(), "redis", addresses.redis()),
                services);
    }

    /** For {@code quarkus:dev} of a service that was left out. */
    private void writeConfigurationOfLeftOut(Surroundings surroundings) throws IOException {
        for (Instance instance : plan.leftOut()) {
            Path file = data.folder().resolve(instance.service().moduleName() + ".properties");
            List<String> lines = ServiceCommand.configuration(instance, surroundings).entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue())
                    .toList();
            Files.write(file, lines);
            console.tell("Left out " + instance.name() + "; run it in development mode with\n  ./mvnw -pl "
                    + instance.service().moduleName() + " -am quarkus:dev -Dquarkus.config.locations=" + file);
        }
    }

    private static String since(long begin) {
        return String.format(" (%.1f s)", (System.nanoTime() - begin) / 1e9);
    }
}
