package dev.upkeep.standalone.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * When a process started, as a text that stays the same as long as it lives and that no later process with its number
 * has.
 *
 * <p>Where there is a {@code /proc}, it is the clock tick of the start and the id of the boot that it counts from
 * (proc_pid_stat(5), field 22; random(4)). The JDK makes an instant of that tick by the time of the boot, which the
 * kernel moves whenever the clock is set, so that each JVM gets another instant of the same process after a machine was
 * suspended. Elsewhere the kernel notes the instant itself.
 */
final class ProcessStart {

    private static final Path PROC = Path.of("/proc");
    /** The first field behind the name of the program, which may hold spaces and brackets, is the third. */
    private static final int FIELD_OF_START = 22 - 3;

    private ProcessStart() {}

    static String of(ProcessHandle process) {
        try {
            String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id"));
            String stat = Files.readString(PROC.resolve(process.pid() + "/stat"));
            return boot.strip() + "/" + tick(stat);
        } catch (IOException e) {
            return process.info().startInstant().map(Instant::toString).orElse("");
        }
    }

    /** @param stat what {@code /proc/PID/stat} says */
    static String tick(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1)[FIELD_OF_START];
    }
}
