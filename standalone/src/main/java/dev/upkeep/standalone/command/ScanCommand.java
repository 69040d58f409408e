package dev.upkeep.standalone.command;

import dev.upkeep.standalone.system.RunningSystem;
import java.io.IOException;

/** {@code upkeep scan}: through the system that runs, else through one that is started and stopped. */
final class ScanCommand {

    private final Built built;
    private final boolean onTerminal;

    ScanCommand(Built built, boolean onTerminal) {
        this.built = built;
        this.onTerminal = onTerminal;
    }

    int run(ScanRequest request) throws IOException, InterruptedException {
        Progress progress = new Progress(System.err, onTerminal);
        if (RunningSystem.find(request.data()).isEmpty()) {
            request.data().prepare();
        }
        LauncherStart start = new LauncherStart(built, request.data(), false, !onTerminal);
        try (SystemAccess access = SystemAccess.open(request.data(), progress, start)) {
            Runtime.getRuntime().addShutdownHook(new Thread(access::close, "stop-the-system"));
            return new Scan(request, access.system(), progress, System.out).run();
        }
    }
}
