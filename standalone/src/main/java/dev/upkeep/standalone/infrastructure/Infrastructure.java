package dev.upkeep.standalone.infrastructure;

import dev.upkeep.standalone.Addresses;
import dev.upkeep.standalone.InfrastructureProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Kafka, PostgreSQL and Redis on one data folder. Not safe for two at once on the same folder: the caller locks. */
public final class Infrastructure implements AutoCloseable {

    private final Deque<Server> servers = new ArrayDeque<>();
    private Addresses addresses = new Addresses("", "", "", "");

    private Infrastructure() {}

    /**
     * Starts the three in parallel and applies the declared topics.
     *
     * @param home the folder of this checkout, for {@code deploy/topics.yaml}
     * @param data where the servers keep their data, and their logs in {@code logs}
     * @param planned ports that the services will take, and that the servers must not
     * @throws StartFailure with a message for people; what had started is stopped
     */
    public static Infrastructure start(Path home, Path data, Set<Integer> planned) throws InterruptedException {
        Infrastructure infrastructure = new Infrastructure();
        try (ExecutorService starters = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 1).factory())) {
            infrastructure.startAll(home, data, planned, starters);
            return infrastructure;
        } catch (ExecutionException e) {
            infrastructure.close();
            if (e.getCause() instanceof StartFailure failure) {
                throw failure;
            }
            throw new StartFailure("the infrastructure did not start: " + e.getCause(), e.getCause());
        } catch (IOException e) {
            infrastructure.close();
            throw new StartFailure("the data folder " + data + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Where the servers listen. */
    public Addresses addresses() {
        return addresses;
    }

    @Override
    public void close() {
        synchronized (servers) {
            while (!servers.isEmpty()) {
                servers.pop().close();
            }
        }
    }

    private void startAll(Path home, Path data, Set<Integer> planned, ExecutorService starters)
            throws IOException, ExecutionException, InterruptedException {
        Path logs = Files.createDirectories(Folders.createPrivate(data).resolve("logs"));
        List<Integer> ports = Ports.free(4, planned);
        String kafka = "127.0.0.1:" + ports.get(0);
        Future<PostgresServer> postgres =
                starters.submit(opened(() -> PostgresServer.start(data, logs.resolve("postgres.log"), ports.get(2))));
        Future<RedisServer> redis = starters.submit(
                opened(() -> RedisServer.start(data.resolve("redis"), logs.resolve("redis.log"), ports.get(3))));
        Future<KafkaBroker> broker =
                starters.submit(opened(() -> KafkaBroker.start(data.resolve("kafka"), ports.get(0), ports.get(1))));
        Future<TopicDeclarations> declared =
                starters.submit(() -> TopicDeclarations.read(home.resolve("deploy/topics.yaml")));
        broker.get();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            boolean used = new Topics(declared.get()).apply(admin);
            if (used) {
                ConsumerGroups.removeDeadMembers(admin);
            }
        }
        redis.get();
        addresses = new Addresses(
                kafka,
                "127.0.0.1:" + ports.get(2),
                "redis://127.0.0.1:" + ports.get(3),
                postgres.get().secret());
    }

    /** Remembers what has started, so that it is stopped even when another one fails. */
    private <T extends Server> Callable<T> opened(Callable<T> starter) {
        return () -> {
            T server = starter.call();
            synchronized (servers) {
                servers.push(server);
            }
            return server;
        };
    }

    /**
     * A process of its own: prints its addresses and {@code ready}, and ends when its standard input does. Without an
     * argument the data goes into a temporary folder that is deleted at the end.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("upkeep.home", "."));
        boolean kept = arguments.length > 0;
        Path data = kept ? Path.of(arguments[0]) : Files.createTempDirectory("upkeep-infrastructure");
        boolean started = serve(home, data);
        if (!kept) {
            PostgresServer.delete(data);
            Folders.delete(data);
        }
        System.exit(started ? 0 : 1);
    }

    private static boolean serve(Path home, Path data) throws IOException, InterruptedException {
        try (Infrastructure infrastructure = start(home, data, Set.of())) {
            infrastructure.addresses().lines().forEach(System.out::println);
            System.out.println(InfrastructureProcess.READY);
            while (System.in.read() >= 0) {
                // Whatever arrives is of no interest; the end of it is.
            }
            return true;
        } catch (StartFailure e) {
            System.out.println(e.getMessage());
            return false;
        }
    }
}
