package dev.upkeep.standalone.command;

import dev.upkeep.standalone.infrastructure.StartFailure;
import dev.upkeep.standalone.system.Console;
import dev.upkeep.standalone.system.DataFolder;
import dev.upkeep.standalone.system.Purpose;
import dev.upkeep.standalone.system.RunningSystem;
import dev.upkeep.standalone.system.Service;
import dev.upkeep.standalone.system.SystemPlan;
import dev.upkeep.standalone.system.UpkeepSystem;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Runs the whole system in this process and its children. */
final class UpCommand {

    private final Path home;
    private final DataFolder data;
    private final Console console;

    UpCommand(Path home, DataFolder data, Console console) {
        this.home = home;
        this.data = data;
        this.console = console;
    }

    /** Until Ctrl-C or SIGTERM; ends by itself only when the system is of no use any more. */
    int untilStopped(int port, Set<Service> without, int analyzers, Optional<String> otlp) throws InterruptedException {
        data.prepare();
        keepBrokerLog();
        FileLock owned = data.tryOwn().orElseThrow(this::alreadyRuns);
        SystemPlan plan = SystemPlan.onPorts(port, without, analyzers, otlp);
        try (UpkeepSystem system = new UpkeepSystem(home, data, plan, Purpose.SERVE, console)) {
            stopWithThisProcess(system);
            console.tell("Starting on " + data.folder());
            announce(system.start());
            system.awaitBroken();
            return ExitStatus.FAILED;
        } finally {
            release(owned);
        }
    }

    /** Until standard input ends and nobody uses the system any more. */
    int untilUnused(Purpose purpose) throws IOException, InterruptedException {
        keepBrokerLog();
        Optional<FileLock> owned = data.tryOwn();
        if (owned.isEmpty()) {
            return ExitStatus.BUSY;
        }
        SystemPlan plan = SystemPlan.anywhere(Optional.ofNullable(System.getenv("UPKEEP_TELEMETRY_OTLP_ENDPOINT")));
        try (UpkeepSystem system = new UpkeepSystem(home, data, plan, purpose, console)) {
            stopWithThisProcess(system);
            CountDownLatch inputEnded = watchInput(system);
            system.start();
            System.out.println(LauncherProcess.READY);
            inputEnded.await();
            system.hide();
            data.awaitUnused();
        } catch (StartFailure e) {
            console.warn("upkeep: " + e.getMessage());
            return ExitStatus.FAILED;
        } finally {
            release(owned.get());
        }
        return ExitStatus.DONE;
    }

    /** The broker runs in this JVM and speaks to standard error otherwise. Read once, before its first line. */
    private void keepBrokerLog() {
        System.setProperty(
                "org.slf4j.simpleLogger.logFile",
                data.logs().resolve("kafka.log").toString());
    }

    /** The end of the input while the system still starts means that whoever wanted it is gone. */
    private static CountDownLatch watchInput(UpkeepSystem system) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("standard-input").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Whatever arrives is of no interest; the end of it is.
                }
            } catch (IOException e) {
                // An input that breaks has ended.
            }
            ended.countDown();
            if (!system.isStarted()) {
                System.exit(ExitStatus.FAILED);
            }
        });
        return ended;
    }

    private void stopWithThisProcess(UpkeepSystem system) {
        Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop-the-system"));
    }

    private StartFailure alreadyRuns() {
        return RunningSystem.find(data)
                .map(running -> new StartFailure("a system already runs on " + data.folder() + " (process "
                        + running.pid() + "): " + running.reportUrl()))
                .orElseGet(() -> new StartFailure("another Upkeep is starting or stopping on " + data.folder()
                        + "; try again in a moment, or choose another folder with --data"));
    }

    private void announce(RunningSystem running) {
        console.tell("");
        console.tell("Upkeep runs:    " + running.reportUrl());
        console.tell("Scan requests:  " + running.ingestUrl() + "/api/v1/scans");
        console.tell("Webhooks:       " + running.ingestUrl() + "/webhooks/github");
        running.servers().forEach((name, address) -> console.tell(String.format("%-15s %s", name + ":", address)));
        console.tell("Logs:           " + data.logs());
        console.tell("Ctrl-C stops it; everything is kept.");
    }

    private void release(FileLock lock) {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            console.warn("While stopping: " + e.getMessage());
        }
    }
}
