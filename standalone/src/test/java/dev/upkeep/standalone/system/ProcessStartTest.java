package dev.upkeep.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcessStartTest {

    /** As of a process that started 53,673.65 s after the boot. */
    private static final String STAT = "19439 (%s) S 19426 18190 18190 0 -1 4194304 51234 0 12 0 191 42 0 0 20 0 41 0"
            + " 5367365 5955436544 50042 18446744073709551615 1 1 0 0 0 0 0 4096 0 0 0 0 17 1 0 0 0 0 0";

    @Test
    void theTickIsTheTwentySecondField() {
        assertThat(ProcessStart.tick(STAT.formatted("java"))).isEqualTo("5367365");
    }

    @Test
    void namesOfProgramsMayHoldBracketsAndSpaces() {
        assertThat(ProcessStart.tick(STAT.formatted("a) R 1 (b"))).isEqualTo("5367365");
    }

    @Test
    void aProcessKeepsItsStartAndAnotherHasItsOwn() throws IOException, InterruptedException {
        String own = ProcessStart.of(ProcessHandle.current());
        Process other = new ProcessBuilder("sleep", "60").start();

        assertThat(ProcessStart.of(ProcessHandle.current())).isEqualTo(own);
        assertThat(ProcessStart.of(other.toHandle())).isNotEmpty().isNotEqualTo(own);

        other.destroyForcibly();
    }

    /** The clock may be set while the system runs; only what the kernel counts by itself stays. */
    @Test
    void noClockIsAskedWhereTheKernelCounts() {
        assumeThat(Path.of("/proc/self/stat")).exists();

        assertThat(ProcessStart.of(ProcessHandle.current())).matches("[0-9a-f-]{36}/\\d+");
    }
}
